import { describe, expect, test } from 'vitest'
import { mergeManaged, readManaged } from './settings.ts'

describe('managed settings', () => {
  test('are read key by key, as files and registries write them', () => {
    const read = readManaged(
      {
        serverAddress: 'chat.example.org',
        startAtLogin: 1,
        proxy: 'http://proxy:3128',
        disabledFeatures: ['printing'],
      },
      'policy',
    )
    expect(read).toEqual({
      settings: {
        serverAddress: 'https://chat.example.org',
        startAtLogin: true,
        proxy: 'http://proxy:3128',
        disabledFeatures: ['printing'],
      },
      complaints: [],
    })
  })

  test('a wrong one is told of and leaves the others alone', () => {
    const { settings, complaints } = readManaged(
      {
        serverAddress: 'http://chat.example.org',
        updates: 'nightly',
        proxy: 'ftp://x',
        colour: 'red',
        startAtLogin: false,
      },
      'managed.json',
    )
    expect(settings).toEqual({ startAtLogin: false })
    expect(complaints).toHaveLength(4)
    expect(complaints[0]).toBe('managed.json: serverAddress is no address of a server (unencrypted)')
    expect(complaints[3]).toBe('managed.json: there is no setting colour')
  })

  test.each([[[]], ['text'], [7]])('%j is no list of settings', (source) => {
    expect(readManaged(source, 'f')).toEqual({ settings: {}, complaints: ['f: is no list of settings'] })
  })

  test('nothing is nothing, and no key of an object’s own is one', () => {
    expect(readManaged(null, 'f')).toEqual({ settings: {}, complaints: [] })
    expect(
      readManaged(JSON.parse('{"__proto__": {"proxy": "none"}, "constructor": 1}'), 'f').settings,
    ).toEqual({})
  })

  test('the stronger source decides, key by key', () => {
    const policy = readManaged({ serverAddress: 'a.example.org' }, 'policy')
    const file = readManaged({ serverAddress: 'b.example.org', updates: 'off', nonsense: 1 }, 'file')
    expect(mergeManaged([policy, file])).toEqual({
      settings: { serverAddress: 'https://a.example.org', updates: 'off' },
      complaints: ['file: there is no setting nonsense'],
    })
  })
})
