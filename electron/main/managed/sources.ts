// Where IT may fix settings, the strongest first: a policy of the machine, one of the user, a file. Only places that the
// person at the machine can't write to without being its administrator.
import { readManagedFile } from './file-source.ts'
import { readMacPreferences } from './mac-preferences.ts'
import type { Machine } from './machine.ts'
import { type Managed, mergeManaged } from './settings.ts'
import { readWindowsPolicies } from './windows-policies.ts'

export async function readSources(machine: Machine): Promise<Managed> {
  const [policies, file] = await Promise.all([readPolicies(machine), readManagedFile(machine)])
  return mergeManaged([...policies, file])
}

function readPolicies(machine: Machine): Promise<Managed[]> {
  if (machine.platform === 'win32') return readWindowsPolicies(machine)
  if (machine.platform === 'darwin') return readMacPreferences(machine)
  return Promise.resolve([])
}
