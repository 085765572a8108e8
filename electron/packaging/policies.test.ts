// What IT is given to import speaks of the same settings as the app: the compiler complains here of a key that is new.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { product } from '../main/core/product.ts'
import { type ManagedSettings, readManaged } from '../main/managed/settings.ts'

type Feature = NonNullable<ManagedSettings['disabledFeatures']>[number]

const kinds: Record<keyof ManagedSettings, { element: string; plist: string }> = {
  serverAddress: { element: 'text', plist: 'string' },
  startAtLogin: { element: '', plist: 'true' },
  updates: { element: 'enum', plist: 'string' },
  proxy: { element: 'text', plist: 'string' },
  extraCertificates: { element: 'text', plist: 'string' },
  disabledFeatures: { element: 'multiText', plist: 'array' },
}
const features = Object.keys({
  screenShare: 0,
  notifications: 0,
  spellCheck: 0,
  downloads: 0,
  printing: 0,
  badge: 0,
} satisfies Record<Feature, 0>)
const names = Object.keys(kinds)
const updates = ['stable', 'preview', 'off'] satisfies ManagedSettings['updates'][]

const read = (path: string) => readFileSync(new URL(`./policies/${path}`, import.meta.url), 'utf8')
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name)

describe('policies', () => {
  test('the example of a file has every key, and the app has nothing to complain of', () => {
    const example = JSON.parse(read('managed.json'))
    expect(Object.keys(example).sort()).toEqual([...names].sort())
    const { settings, complaints } = readManaged(example, 'managed.json')
    expect(complaints).toEqual([])
    expect(Object.keys(settings).sort()).toEqual([...names].sort())
  })

  test('Group Policy has every key, by the app’s own name, in the app’s own place', () => {
    const admx = read('windows/Nucleus.admx')
    expect(all(admx, /<policy name="(\w+)" class="Both"/g).sort()).toEqual([...names].sort())
    expect(new Set(all(admx, / key="([^"]+)"/g))).toEqual(new Set([String.raw`Software\Policies\Nucleus`]))
    expect(all(admx, / valueName="(\w+)"/g).sort()).toEqual([...names].sort())
    for (const [name, { element }] of Object.entries(kinds))
      if (element) expect(admx).toMatch(new RegExp(`<${element} id="${name}" valueName="${name}"`))
    expect(all(admx, /<string>(\w+)<\/string>/g)).toEqual(updates)
  })

  test('its words are there, and none too many', () => {
    const admx = read('windows/Nucleus.admx')
    const adml = read('windows/en-US/Nucleus.adml')
    expect(all(adml, /<string id="(\w+)"/g).sort()).toEqual(
      [...new Set(all(admx, /\$\(string\.(\w+)\)/g))].sort(),
    )
    expect(all(adml, /<presentation id="(\w+)"/g)).toEqual(all(admx, /\$\(presentation\.(\w+)\)/g))
    expect(all(adml, /refId="(\w+)"/g).sort()).toEqual(
      all(admx, /<(?:text|enum|multiText) id="(\w+)"/g).sort(),
    )
    for (const feature of features) expect(adml).toContain(feature)
  })

  test('the profile for macOS has every key, for the app’s own bundle', () => {
    const profile = read('macos/nucleus.mobileconfig')
    const own = all(profile, /<key>(\w+)<\/key>/g).filter((key) => !key?.startsWith('Payload'))
    expect(own.sort()).toEqual([...names].sort())
    for (const [name, { plist }] of Object.entries(kinds))
      expect(profile).toMatch(new RegExp(`<key>${name}</key>\\s*<${plist}/?>`))
    expect(all(profile, /<key>PayloadType<\/key>\s*<string>([\w.]+)/g)).toEqual([
      'Configuration',
      product.appId,
    ])
  })

  test('the handbook for IT has every key, every value and every feature', () => {
    const handbook = readFileSync(new URL('../../docs/DESKTOP.md', import.meta.url), 'utf8')
    for (const word of [...names, ...updates, ...features]) expect(handbook).toContain(`\`${word}\``)
  })

  test.each([
    'windows/Nucleus.admx',
    'windows/en-US/Nucleus.adml',
    'macos/nucleus.mobileconfig',
    '../entitlements.mac.plist',
    '../entitlements.inherit.mac.plist',
  ])('%s closes what it opens', (path) => {
    const open: (string | undefined)[] = []
    const text = read(path).replace(/<!--[\s\S]*?-->|<[?!][^>]*>/g, '')
    for (const [, closes, name, , isWhole] of text.matchAll(/<(\/?)([\w]+)((?:\s[^>]*?)?)(\/?)>/g)) {
      if (isWhole) continue
      if (closes) expect(open.pop()).toBe(name)
      else open.push(name)
    }
    expect(open).toEqual([])
  })
})
