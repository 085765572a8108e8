import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../../contract/commands.ts'
import type { PersonId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'

describe('channels.members', () => {
  let app: TestApp
  let people: Client[]
  beforeAll(async () => {
    app = await startTestApp()
    people = await Promise.all(['zoe', 'Adam', 'mia', 'Ben'].map((name) => app.invite('member', name)))
  })
  afterAll(() => app?.stop())

  const create = async (kind: 'public' | 'private', name: string) => {
    const memberIds = people.map(({ personId }) => personId)
    return (await people[0]!.call('channels.create', { kind, name, memberIds })).joined.channel.id
  }

  it('refuses a stranger and those who can not see the channel', async () => {
    const channelId = await create('private', 'one')
    await expect(ask(app.url, 'channels.members', { channelId })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
    await expect(app.owner.call('channels.members', { channelId })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('lists by name, page by page', async () => {
    const channelId = await create('public', 'two')
    const seen: PersonId[] = []
    let after: PersonId | null = null
    do {
      const page: OutputOf<'channels.members'> = await app.owner.call('channels.members', {
        channelId,
        after,
        limit: 3,
      })
      seen.push(...page.personIds)
      after = page.next
    } while (after)
    const [zoe, adam, mia, ben] = people.map(({ personId }) => personId)
    expect(seen).toEqual([adam, ben, mia, zoe])
  })
})
