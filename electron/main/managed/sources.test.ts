// Every system's sources, tried with what its own programs said (recorded by their documented formats).
import { describe, expect, test } from 'vitest'
import { type Answer, type Machine, type Ownership, thisMachine } from './machine.ts'
import { readSources } from './sources.ts'
import { judgeSddl } from './windows-owner.ts'

const missing = () => Object.assign(new Error('ENOENT'), { code: 'ENOENT' })
const root: Ownership = { uid: 0, mode: 0o100644 }
const rootFolder: Ownership = { uid: 0, mode: 0o40755 }

type Pretended = {
  files?: Record<string, string>
  owners?: Record<string, Ownership>
  answers?: (program: string, args: readonly string[]) => Answer | Error
}

/** A machine on which there are these files, root's where nothing is said. */
const machine = (
  platform: NodeJS.Platform,
  { files = {}, owners = {}, answers }: Pretended,
): Machine & { asked: string[] } => {
  const asked: string[] = []
  const separator = platform === 'win32' ? '\\' : '/'
  return {
    asked,
    platform,
    env: { SystemRoot: 'C:\\Windows', ProgramData: 'C:\\ProgramData' },
    userName: 'ada',
    readFile: async (path) => files[path] ?? Promise.reject(missing()),
    stat: async (path) => {
      if (owners[path]) return owners[path]
      if (path in files) return root
      if (Object.keys(files).some((file) => file.startsWith(path + separator))) return rootFolder
      throw missing()
    },
    run: async (program, args) => {
      asked.push([program, ...args].join(' '))
      const answer = answers?.(program, args) ?? { code: 1, output: '' }
      if (answer instanceof Error) throw answer
      return answer
    },
  }
}

describe('a file', () => {
  const path = '/etc/nucleus/managed.json'
  const files = { [path]: '{ "serverAddress": "chat.example.org", "updates": "off" }' }
  const read = (pretended: Pretended) => readSources(machine('linux', pretended))

  test('of root’s is believed', async () => {
    expect(await read({ files })).toEqual({
      settings: { serverAddress: 'https://chat.example.org', updates: 'off' },
      complaints: [],
    })
  })

  test('none is none', async () => {
    expect(await read({})).toEqual({ settings: {}, complaints: [] })
  })

  test.each([
    ['of somebody else’s', path, { uid: 1000, mode: 0o100644 }, 'it does not belong to root'],
    ['its group may write', path, { uid: 0, mode: 0o100664 }, 'others than root may write to it'],
    ['everybody may write', path, { uid: 0, mode: 0o100646 }, 'others than root may write to it'],
    [
      'in a folder of somebody else’s',
      '/etc/nucleus',
      { uid: 1000, mode: 0o40755 },
      'of its folder: it does not',
    ],
    ['in a folder for all', '/etc/nucleus', { uid: 0, mode: 0o41777 }, 'of its folder: others than root'],
  ])('%s is left out, and told of', async (_name, where, owner, why) => {
    const { settings, complaints } = await read({ files, owners: { [where]: owner } })
    expect(settings).toEqual({})
    expect(complaints).toEqual([expect.stringContaining(`${path}: is left out, because ${why}`)])
  })

  test('that is no JSON is told of without quoting it', async () => {
    const { complaints } = await read({ files: { [path]: '{ "proxy": http://user:secret@proxy }' } })
    expect(complaints).toEqual([`${path}: is no JSON`])
  })

  test('may begin with the mark of Windows’ editors', async () => {
    const { settings } = await read({ files: { [path]: '\uFEFF{ "startAtLogin": true }' } })
    expect(settings).toEqual({ startAtLogin: true })
  })
})

describe('Windows', () => {
  const reg = 'C:\\Windows\\System32\\reg.exe'
  const ofMachine = [
    '',
    'HKEY_LOCAL_MACHINE\\Software\\Policies\\Nucleus',
    '    (Standard)    REG_SZ    (Wert nicht festgelegt)',
    '    serverAddress    REG_SZ    https://chat.example.org',
    '    startAtLogin    REG_DWORD    0x1',
    '    disabledFeatures    REG_MULTI_SZ    screenShare\\0printing',
    '    extraCertificates    REG_EXPAND_SZ    %programdata%\\Company CA\\ca.pem',
    '',
    'HKEY_LOCAL_MACHINE\\Software\\Policies\\Nucleus\\Other',
    '    proxy    REG_SZ    none',
    '',
  ].join('\r\n')
  const ofUser = [
    '',
    'HKEY_CURRENT_USER\\Software\\Policies\\Nucleus',
    '    serverAddress    REG_SZ    elsewhere.example.org',
    '    updates    REG_SZ    preview',
    '    proxy    REG_SZ    ',
    '',
  ].join('\r\n')
  const file = 'C:\\ProgramData\\Nucleus\\managed.json'
  const files = { [file]: '{ "updates": "off", "proxy": "system", "startAtLogin": false }' }
  const administrators = 'O:BAG:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)\r\n'
  const answering =
    (keys: Record<string, Answer | Error>, sddl = administrators) =>
    (program: string, args: readonly string[]) =>
      program === reg
        ? (keys[(args[1] ?? '').slice(0, 4)] ?? { code: 1, output: '' })
        : { code: 0, output: sddl }
  const both = { HKLM: { code: 0, output: ofMachine }, HKCU: { code: 0, output: ofUser } }

  test('the machine’s policy is stronger than the user’s, that than the file', async () => {
    const windows = machine('win32', { files, answers: answering(both) })
    expect(await readSources(windows)).toEqual({
      settings: {
        serverAddress: 'https://chat.example.org',
        startAtLogin: true,
        disabledFeatures: ['screenShare', 'printing'],
        extraCertificates: 'C:\\ProgramData\\Company CA\\ca.pem',
        updates: 'preview',
        proxy: 'system',
      },
      complaints: [expect.stringContaining('HKCU\\Software\\Policies\\Nucleus: proxy')],
    })
    expect(windows.asked).toContain(`${reg} query HKLM\\Software\\Policies\\Nucleus /reg:64`)
  })

  test('no policy is the usual case', async () => {
    expect(await readSources(machine('win32', { answers: answering({}) }))).toEqual({
      settings: {},
      complaints: [],
    })
  })

  test('a list may be one line, where a tool can’t write several', async () => {
    const output =
      'HKEY_LOCAL_MACHINE\\Software\\Policies\\Nucleus\r\n    disabledFeatures    REG_SZ    badge, printing\r\n'
    const { settings } = await readSources(
      machine('win32', { answers: answering({ HKLM: { code: 0, output } }) }),
    )
    expect(settings).toEqual({ disabledFeatures: ['badge', 'printing'] })
  })

  test('a registry that does not answer is told of, and the rest holds', async () => {
    const late = new Error('did not answer within 4 seconds')
    const { settings, complaints } = await readSources(
      machine('win32', { files, answers: answering({ HKLM: late, HKCU: { code: 0, output: '' } }) }),
    )
    expect(settings).toMatchObject({ updates: 'off' })
    expect(complaints).toEqual(['HKLM\\Software\\Policies\\Nucleus: did not answer within 4 seconds'])
  })

  test.each([
    [
      'of the person’s own',
      'O:S-1-5-21-1-2-3-1001G:SYD:(A;;FA;;;BA)',
      'does not belong to the administrators',
    ],
    ['users may change', 'O:BAG:SYD:AI(A;ID;FA;;;BA)(A;ID;0x1301bf;;;BU)', 'others than administrators'],
    ['everybody may do everything', 'O:BAG:SYD:(A;;FA;;;WD)', 'others than administrators'],
    ['one person may append', 'O:SYG:SYD:(A;;FRCCDC;;;S-1-5-21-1-2-3-1001)', 'others than administrators'],
    ['without a list', 'O:BAG:SYD:', 'could not be read'],
    ['nothing known', '', 'its owner could not be read'],
  ])('a file %s is left out', async (_name, sddl, why) => {
    const { settings, complaints } = await readSources(
      machine('win32', { files, answers: answering({}, sddl) }),
    )
    expect(settings).toEqual({})
    expect(complaints).toEqual([expect.stringContaining(why)])
  })

  test.each([0x2, 0x4, 0x10, 0x40, 0x100, 0x10000, 0x40000, 0x80000, 0x10000000, 0x40000000])(
    'the right %i alone is a way in',
    (right) => {
      const sddl = `O:BAG:SYD:(A;;FA;;;BA)(A;;0x${right.toString(16)};;;BU)`
      expect(judgeSddl(sddl)).toBe('others than administrators may write to it')
    },
  )

  test('what is only handed down, denied, or of administrators alone is no way in', async () => {
    const sddl = 'O:DAG:SYD:PAI(D;;FA;;;BU)(A;OICIIO;FA;;;CO)(A;ID;FA;;;SY)(A;ID;0x1200a9;;;BU)(A;;FRFX;;;WD)'
    const { complaints } = await readSources(machine('win32', { files, answers: answering({}, sddl) }))
    expect(complaints).toEqual([])
  })
})

describe('macOS', () => {
  const ofMachine = '/Library/Managed Preferences/app.nucleus.desktop.plist'
  const ofUser = '/Library/Managed Preferences/ada/app.nucleus.desktop.plist'
  const answers = (_program: string, args: readonly string[]): Answer => ({
    code: 0,
    output:
      args.at(-1) === ofMachine
        ? '{"updates":"stable","startAtLogin":1}'
        : '{"updates":"off","proxy":"none"}',
  })

  test('profiles of the machine, then of the user, then the file', async () => {
    const file = '/Library/Application Support/Nucleus/managed.json'
    const files = {
      [ofMachine]: 'bplist00',
      [ofUser]: 'bplist00',
      [file]: '{ "proxy": "system", "disabledFeatures": [] }',
    }
    const mac = machine('darwin', { files, answers })
    expect(await readSources(mac)).toEqual({
      settings: { updates: 'stable', startAtLogin: true, proxy: 'none', disabledFeatures: [] },
      complaints: [],
    })
    expect(mac.asked).toContain(`/usr/bin/plutil -convert json -o - ${ofMachine}`)
  })

  test('without profiles no program is started', async () => {
    const mac = machine('darwin', {})
    expect(await readSources(mac)).toEqual({ settings: {}, complaints: [] })
    expect(mac.asked).toEqual([])
  })

  test('one that somebody put there, and one that is damaged, are told of', async () => {
    const files = { [ofMachine]: '', [ofUser]: '' }
    const { settings, complaints } = await readSources(
      machine('darwin', {
        files,
        owners: { [ofUser]: { uid: 501, mode: 0o100644 } },
        answers: () => ({ code: 1, output: 'Property List error' }),
      }),
    )
    expect(settings).toEqual({})
    expect(complaints).toEqual([
      `${ofMachine}: could not be read`,
      `${ofUser}: is left out, because it does not belong to root`,
    ])
  })
})

describe('this machine', () => {
  const { run, stat } = thisMachine()

  test('a program’s words and its code', async () => {
    expect(await run('/bin/sh', ['-c', 'echo said; exit 3'])).toEqual({ code: 3, output: 'said\n' })
  })

  test('one that is not there, and one that hangs, are told of', async () => {
    await expect(run('/nowhere/reg.exe', [])).rejects.toThrow('could not be started')
    await expect(run('/bin/sleep', ['30'])).rejects.toThrow('did not answer within 4 seconds')
  })

  test('knows whose a file is', async () => {
    expect(await stat('/etc/passwd')).toMatchObject({ uid: 0 })
  })
})
