import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'
import { upload } from '../../test/upload.ts'

let server: TestApp
let alice: Client
let bob: Client
let open: ChannelId
let secret: ChannelId

const post = async (who: Client, where: ChannelId, name: string, words = 'text of it') => {
  const file = await upload(who, where, Buffer.from(words), name)
  await who.send(where, name, { fileIds: [file.id] })
  return file.id
}
const namesOf = async (who: Client, input: Parameters<typeof who.call<'files.list'>>[1]) =>
  (await who.call('files.list', input)).files.map(({ name }) => name)

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  bob = await server.invite()
  const create = async (kind: 'public' | 'private', name: string) =>
    (await alice.call('channels.create', { kind, name })).joined.channel.id
  open = await create('public', 'open')
  secret = await create('private', 'secret')
  await post(alice, open, 'plan of 100%.txt')
  await post(alice, secret, 'secret plan.txt')
  await post(alice, open, 'archive.zip', 'PK\x03\x04 not really')
  await upload(alice, open, Buffer.from('never sent'), 'unsent.txt')
})
afterAll(() => server.stop())

test('files.list refuses a stranger, and a channel one may not see as if there were none', async () => {
  expect(await refused(ask(server.url, 'files.list', {}))).toBe('not_signed_in')
  expect(await refused(bob.call('files.list', { channelId: secret }))).toBe('not_found')
})

test('lists what messages carry in the own channels, newest first, and nobody learns of more', async () => {
  expect(await namesOf(alice, {})).toEqual(['archive.zip', 'secret plan.txt', 'plan of 100%.txt'])
  // A public channel may be read without being in it; "all" are those one is in.
  expect(await namesOf(bob, { channelId: open })).toEqual(['archive.zip', 'plan of 100%.txt'])
  expect(await namesOf(bob, {})).toEqual([])
  await bob.call('channels.join', { channelId: open })
  expect(await namesOf(bob, {})).toEqual(['archive.zip', 'plan of 100%.txt'])
  expect(await namesOf(bob, { name: 'secret' })).toEqual([])
  await bob.call('channels.leave', { channelId: open })
  expect(await namesOf(bob, {})).toEqual([])
  expect(await namesOf(await server.invite('guest'), {})).toEqual([])
})

test('by kind, person and part of the name, where % and _ mean themselves', async () => {
  expect(await namesOf(alice, { kinds: ['other'] })).toEqual(['archive.zip'])
  expect(await namesOf(alice, { kinds: ['text', 'image'], name: 'PLAN' })).toEqual([
    'secret plan.txt',
    'plan of 100%.txt',
  ])
  expect(await namesOf(alice, { name: '0%' })).toEqual(['plan of 100%.txt'])
  expect(await namesOf(alice, { name: '_' })).toEqual([])
  expect(await namesOf(alice, { personId: bob.personId })).toEqual([])
  expect(await namesOf(alice, { personId: alice.personId, channelId: secret })).toEqual(['secret plan.txt'])
})

test('page by page, each file once, and refuses a page that is none', async () => {
  const seen: string[] = []
  let before: string | null = null
  do {
    const page: Awaited<ReturnType<typeof alice.call<'files.list'>>> = await alice.call('files.list', {
      limit: 1,
      before,
    })
    seen.push(...page.files.map(({ name }) => name))
    before = page.next
  } while (before)
  expect(seen).toEqual(['archive.zip', 'secret plan.txt', 'plan of 100%.txt'])
  for (const wrong of ['x', 'e30', '../..'])
    expect(await refused(alice.call('files.list', { before: wrong }))).toBe('invalid_input')
})
