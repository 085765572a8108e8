// Windows' policy keys, as Group Policy and Intune write them: read with Windows' own reg.exe, because Node has no way to the
// registry of its own.
import { win32 } from 'node:path'
import type { Machine } from './machine.ts'
import { type Managed, readManaged } from './settings.ts'

const policyKey = 'Software\\Policies\\Nucleus'

const line = /^ {4}(.+?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/

/** "%ProgramData%\ca.pem", where the name is known. */
const expand = (text: string, env: Machine['env']): string => {
  const names = new Map(Object.entries(env).map(([name, value]) => [name.toLowerCase(), value]))
  return text.replace(/%([^%]+)%/g, (whole, name: string) => names.get(name.toLowerCase()) ?? whole)
}

function settingOf(name: string, type: string, data: string, env: Machine['env']): unknown {
  switch (type) {
    case 'REG_DWORD':
    case 'REG_QWORD':
      return Number(data)
    case 'REG_MULTI_SZ':
      // "a\0b\0", with a backslash and a nought.
      return data.split('\\0').filter(Boolean)
    case 'REG_EXPAND_SZ':
      return expand(data, env)
    default:
      // Not every tool can write several lines: a list may be one with commas.
      return name === 'disabledFeatures' ? data.split(/[,;\s]+/).filter(Boolean) : data
  }
}

/** The output of `reg query KEY`; of keys below it nothing. */
export function parseRegistry(output: string, env: Machine['env'] = {}): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  let keys = 0
  for (const text of output.split(/\r?\n/)) {
    if (text.startsWith('HKEY_')) keys += 1
    const [, name, type, data] = line.exec(text) ?? []
    // "(Default)" is translated; no setting begins with a bracket.
    if (keys > 1 || !name || !type || name.startsWith('(')) continue
    values[name] = settingOf(name, type, data ?? '', env)
  }
  return values
}

async function readKey(machine: Machine, hive: 'HKLM' | 'HKCU'): Promise<Managed> {
  const key = `${hive}\\${policyKey}`
  const program = win32.join(machine.env.SystemRoot ?? 'C:\\Windows', 'System32', 'reg.exe')
  try {
    const { code, output } = await machine.run(program, ['query', key, '/reg:64'])
    // 1: there is no such key, which is how it is on most machines.
    return code === 0
      ? readManaged(parseRegistry(output, machine.env), key)
      : { settings: {}, complaints: [] }
  } catch (error) {
    return { settings: {}, complaints: [`${key}: ${(error as Error).message}`] }
  }
}

/** The machine's first: it is the stronger. */
export const readWindowsPolicies = (machine: Machine): Promise<Managed[]> =>
  Promise.all([readKey(machine, 'HKLM'), readKey(machine, 'HKCU')])
