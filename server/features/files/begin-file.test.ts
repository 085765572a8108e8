import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from '../../../contract/commands.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client, newClientId } from '../../test/client.ts'
import { refusalOf, refused } from '../../test/refused.ts'
import { begin, patch, upload } from '../../test/upload.ts'

const limits = { FILES_FILE_LIMIT: '1MB', FILES_PERSON_LIMIT: '2MB', FILES_WORKSPACE_LIMIT: '5MB' }
const MB = 1024 * 1024
let server: TestApp
let alice: Client
let bob: Client
let channel: ChannelId

beforeAll(async () => {
  server = await startTestApp({ settings: limits })
  alice = server.owner
  bob = await server.invite()
  channel = (await alice.call('channels.create', { kind: 'public', name: 'talk' })).joined.channel.id
})
afterAll(() => server.stop())

describe('files.begin refuses', () => {
  test('a stranger, whoever is not in the channel, and whoever may not see it', async () => {
    const input = { clientId: newClientId(), channelId: channel, name: 'a.txt', size: 5 }
    expect(await refused(ask(server.url, 'files.begin', input))).toBe('not_signed_in')
    expect(await refused(begin(bob, channel, 5))).toBe('forbidden')
    expect(await refused(begin(await server.invite('guest'), channel, 5))).toBe('not_found')
    expect(await refused(begin(alice, randomUUID() as ChannelId, 5))).toBe('not_found')
  })

  test('an archived channel', async () => {
    const { channel: old } = (await alice.call('channels.create', { kind: 'public', name: 'old' })).joined
    await alice.call('channels.archive', { channelId: old.id, isArchived: true })
    expect(await refused(begin(alice, old.id, 5))).toBe('channel_archived')
  })

  test('a file above the limit of one file', async () => {
    expect(await refusalOf(begin(alice, channel, MB + 1))).toMatchObject({ code: 'too_large', status: 413 })
  })

  test('an empty name, and one that hides what it is', async () => {
    expect(await refused(begin(alice, channel, 5, '  '))).toBe('invalid_input')
    expect(await refused(begin(alice, channel, 5, 'invoice\u202efdp.exe'))).toBe('invalid_input')
    expect(await refused(begin(alice, channel, 5, 'a\0b'))).toBe('invalid_input')
  })
})

describe('files.begin', () => {
  test('answers the same file for the same clientId, with how much has arrived, and no other', async () => {
    const input = { clientId: newClientId(), channelId: channel, name: 'twice.bin', size: 1000 }
    const first = await alice.call('files.begin', input)
    expect(first).toMatchObject({
      offset: 0,
      file: { state: 'uploading', name: 'twice.bin', messageId: null },
    })
    await patch(alice, first.file.id, 0, new Uint8Array(400))
    expect(await alice.call('files.begin', input)).toMatchObject({ offset: 400, file: { id: first.file.id } })
    expect(await refused(alice.call('files.begin', { ...input, size: 2000 }))).toBe('already_exists')
    const { file } =
      (await bob.call('channels.join', { channelId: channel })) && (await bob.call('files.begin', input))
    expect(file.id).not.toBe(first.file.id)
    const twins = await Promise.all(
      [1, 2, 3].map(() => alice.call('files.begin', { ...input, clientId: first.file.id as never })),
    )
    expect(new Set(twins.map((twin) => twin.file.id)).size).toBe(1)
  })

  test('takes names that play with paths as they are and never makes a path of them', async () => {
    const names = [
      '../../../etc/passwd',
      '..\\..\\boot.ini',
      '/etc/shadow',
      'CON',
      '.htaccess',
      'a/b.txt',
      '%2e%2e%2f',
    ]
    const before = filesBelow(server.context.config.dataFolder)
    for (const name of names) {
      const file = await upload(alice, channel, Buffer.from('harmless text'), name)
      expect(file.name).toBe(name)
      const answer = await fetch(`${server.url}/api/files/${file.id}/content?download`, {
        headers: { authorization: `Bearer ${alice.token}` },
      })
      const disposition = answer.headers.get('content-disposition') ?? ''
      expect(disposition).toMatch(/^attachment; filename="[^"/\\]+"; filename\*=UTF-8''[^/\\]+$/)
      expect(disposition).not.toMatch(/filename="\.|UTF-8''\.|%2f|%5c/i)
    }
    const added = filesBelow(server.context.config.dataFolder).filter((path) => !before.includes(path))
    expect(added.length).toBe(names.length)
    for (const path of added) expect(path).toMatch(/^files\/objects\/[0-9a-f]{2}\/[0-9a-f-]{36}\.original$/)
  })
})

describe('room for files', () => {
  test('is taken when a file is begun, never above a limit however many ask at once, and given back', async () => {
    const carla = await server.invite()
    await carla.call('channels.join', { channelId: channel })
    const asked = await Promise.allSettled(Array.from({ length: 12 }, () => begin(carla, channel, MB / 2)))
    const begun = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value.file] : []))
    expect(begun).toHaveLength(4)
    expect(await carla.call('files.usage', {})).toMatchObject({
      ownBytes: 2 * MB,
      ownLimit: 2 * MB,
      workspaceBytes: null,
    })
    expect(await refusalOf(begin(carla, channel, 1))).toMatchObject({ code: 'storage_full', status: 507 })
    await carla.call('files.cancel', { fileId: begun[0]!.id })
    await carla.call('files.cancel', { fileId: begun[0]!.id })
    expect(await carla.call('files.usage', {})).toMatchObject({ ownBytes: 1.5 * MB })
    await begin(carla, channel, MB / 2)
    expect(await refused(begin(carla, channel, 1))).toBe('storage_full')
  })

  test('of the workspace ends too, for everybody', async () => {
    const people = await Promise.all(['Dora', 'Emil'].map((name) => server.invite('member', name)))
    for (const person of people) await person.call('channels.join', { channelId: channel })
    const asked = await Promise.allSettled(
      people.flatMap((person) => [1, 2].map(() => begin(person, channel, MB))),
    )
    const { workspaceBytes, workspaceLimit } = await alice.call('files.usage', {})
    expect(asked.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0)
    expect(workspaceBytes).toBeLessThanOrEqual(workspaceLimit as number)
    expect(workspaceBytes).toBeGreaterThan(4 * MB)
  })

  test('is refused while the disk is nearly full', async () => {
    const full = await startTestApp({
      databaseUrl: server.databaseUrl,
      settings: { FILES_KEEP_FREE: '900TB' },
    })
    const here = new (alice.constructor as typeof Client)(full.url, alice)
    expect(await refused(begin(here, channel, 10))).toBe('storage_full')
    await full.stop()
  })

  test('counts what others were promised and have not sent yet', async () => {
    const open = { FILES_FILE_LIMIT: '0', FILES_PERSON_LIMIT: '0', FILES_WORKSPACE_LIMIT: '0' }
    const other = await startTestApp({ settings: { ...open, FILES_KEEP_FREE: '1MB' } })
    const { joined } = await other.owner.call('channels.create', { kind: 'private', name: 'talk' })
    const { bavail, bsize } = await statfs(other.context.config.dataFolder)
    const size = Math.floor(bavail * bsize * 0.4)
    const asked = await Promise.allSettled(
      Array.from({ length: 5 }, () => begin(other.owner, joined.channel.id, size)),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled').length).toBe(2)
    expect(await refused(begin(other.owner, joined.channel.id, size))).toBe('storage_full')
    await other.stop()
  })
})

test('files.usage and files.cancel refuse a stranger and somebody else', async () => {
  const { file } = await begin(alice, channel, 10)
  expect(commands['files.cancel'].access).toBe('signedIn')
  expect(await refused(ask(server.url, 'files.usage', {}))).toBe('not_signed_in')
  expect(await refused(ask(server.url, 'files.cancel', { fileId: file.id }))).toBe('not_signed_in')
  expect(await refused(bob.call('files.cancel', { fileId: file.id }))).toBe('not_found')
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}
