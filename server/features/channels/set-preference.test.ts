import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SectionId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'

const section = (digit: number) => `00000000-0000-7000-8000-00000000000${digit}` as SectionId

describe('channels.setPreference and channels.saveSections', () => {
  let app: TestApp
  let bob: Client
  beforeAll(async () => {
    app = await startTestApp()
    bob = await app.invite('member', 'Bob')
  })
  afterAll(() => app?.stop())

  const create = async (name: string) =>
    (await bob.call('channels.create', { kind: 'public', name })).joined.channel.id

  it('refuses a stranger and somebody who is not in the channel', async () => {
    const channelId = await create('one')
    const stranger = ask(app.url, 'channels.setPreference', { channelId, isMuted: true })
    await expect(stranger).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(ask(app.url, 'channels.saveSections', { sections: [] })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
    const outsider = app.owner.call('channels.setPreference', { channelId, isMuted: true })
    await expect(outsider).rejects.toMatchObject({ code: 'not_found' })
  })

  it('tells the own devices once, and nobody else', async () => {
    const channelId = await create('two')
    await app.owner.call('channels.join', { channelId })
    const [own, other] = await Promise.all([bob.listen(), app.owner.listen()])
    for (const _ of [1, 2]) {
      const { preference } = await bob.call('channels.setPreference', {
        channelId,
        isMuted: true,
        isFavourite: true,
      })
      expect(preference).toEqual({
        channelId,
        isMuted: true,
        isFavourite: true,
        isClosed: false,
        sectionId: null,
        notifyLevel: null,
      })
    }
    await bob.call('channels.setPreference', { channelId, isMuted: false })
    await own.waitFor('preference.changed', ({ preference }) => !preference.isMuted && preference.isFavourite)
    expect(own.of('preference.changed')).toHaveLength(2)
    await bob.send(channelId, 'later')
    await other.waitFor('message.sent')
    expect(other.of('preference.changed')).toEqual([])
    own.close()
    other.close()
  })

  it('closes a conversation until the next message, and never a channel', async () => {
    const { joined } = await bob.call('channels.openDirect', { personIds: [app.owner.personId] })
    const channelId = joined.channel.id
    const isClosed = async () => {
      const { channels } = await bob.call('sync.start', {})
      return channels.find(({ channel }) => channel.id === channelId)?.membership.isClosed
    }
    await bob.call('channels.setPreference', { channelId, isClosed: true })
    expect(await isClosed()).toBe(true)
    await app.owner.send(channelId, 'are you there?')
    expect(await isClosed()).toBe(false)
    const { preference } = await bob.call('channels.setPreference', {
      channelId: await create('three'),
      isClosed: true,
    })
    expect(preference.isClosed).toBe(false)
  })

  it('files a channel only in an own section; a removed one gives its channels back', async () => {
    const channelId = await create('four')
    const sections = [
      { id: section(1), name: 'Work' },
      { id: section(2), name: 'Play' },
      { id: section(1), name: 'Work again' },
    ]
    const saved = await bob.call('channels.saveSections', { sections })
    expect(saved.sections).toEqual([
      { id: section(1), name: 'Work again' },
      { id: section(2), name: 'Play' },
    ])
    const file = (sectionId: SectionId) => bob.call('channels.setPreference', { channelId, sectionId })
    expect((await file(section(9))).preference.sectionId).toBeNull()
    expect((await file(section(2))).preference.sectionId).toBe(section(2))
    const ear = await bob.listen()
    const kept = [{ id: section(1), name: 'Work' }]
    for (const _ of [1, 2]) await bob.call('channels.saveSections', { sections: kept })
    await ear.waitFor(
      'preference.changed',
      ({ preference }) => preference.channelId === channelId && preference.sectionId === null,
    )
    expect(ear.of('sections.changed').map(({ event }) => event.sections)).toEqual([kept])
    expect((await bob.call('sync.start', {})).sections).toEqual(kept)
    ear.close()
  })
})
