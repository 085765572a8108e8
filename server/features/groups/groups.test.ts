import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GroupId } from '../../../contract/ids.ts'
import type { TestApp } from '../../test/app.ts'
import { ask, type Client } from '../../test/client.ts'
import { startTestTeam } from '../../test/team.ts'

let made = 0

describe('groups', () => {
  let app: TestApp
  let bob: Client
  let carla: Client
  beforeAll(async () => {
    ;({ app, bob, carla } = await startTestTeam())
  })
  afterAll(() => app?.stop())

  const makeGroup = async (memberIds: Client['personId'][] = []) => {
    const input = { handle: `team-${++made}`, name: 'A team', memberIds }
    return (await app.owner.call('groups.create', input)).group
  }
  const knownTo = async (viewer: Client) => (await viewer.call('sync.start', {})).groups

  it('all commands refuse a stranger, and members who are no admins', async () => {
    const { id: groupId } = await makeGroup()
    const commands = [
      ['groups.create', { handle: 'mine', name: 'Mine' }],
      ['groups.update', { groupId, name: 'Mine' }],
      ['groups.changeMembers', { groupId, addedIds: [bob.personId] }],
      ['groups.archive', { groupId, isArchived: true }],
    ] as const
    for (const [name, input] of commands) {
      await expect(ask(app.url, name, input)).rejects.toMatchObject({ code: 'not_signed_in' })
      await expect(bob.call(name, input)).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect((await bob.call('sync.start', {})).me.abilities.canManageGroups).toBe(false)
  })

  it('groups.create makes a group that everybody but guests hears of', async () => {
    const guest = await app.invite('guest')
    const [ear, guestEar] = await Promise.all([carla.listen(), guest.listen()])
    const { group } = await app.owner.call('groups.create', {
      handle: ' @Design Team ',
      name: 'Design',
      memberIds: [bob.personId],
    })
    expect(group).toMatchObject({
      handle: 'design-team',
      name: 'Design',
      memberIds: [bob.personId],
      isArchived: false,
    })
    const { event } = await ear.waitFor('group.changed', (change) => change.group.id === group.id)
    expect(event.group).toEqual(group)
    expect(await knownTo(carla)).toContainEqual(group)
    expect(await knownTo(guest)).toEqual([])
    expect(guestEar.heard).toEqual([])
    ear.close()
    guestEar.close()
  })

  it('groups.create refuses a taken handle, words that mean everybody, and people who are none', async () => {
    const { handle } = await makeGroup()
    const taken = { code: 'already_exists', field: 'handle' }
    await expect(app.owner.call('groups.create', { handle, name: 'B' })).rejects.toMatchObject(taken)
    for (const wrong of ['channel', 'Here', 'a b/c', '-', ''])
      await expect(app.owner.call('groups.create', { handle: wrong, name: 'B' })).rejects.toMatchObject({
        code: 'invalid_input',
      })
    const { bot } = await app.owner.call('bots.create', { name: 'Bot' })
    const withBot = { handle: 'with-bot', name: 'B', memberIds: [bot.id] }
    await expect(app.owner.call('groups.create', withBot)).rejects.toMatchObject({ code: 'forbidden' })
    const nobody = '0199f000-0000-7000-8000-00000000000a' as typeof bob.personId
    const withNobody = { handle: 'with-nobody', name: 'B', memberIds: [nobody] }
    await expect(app.owner.call('groups.create', withNobody)).rejects.toMatchObject({ code: 'not_found' })
    expect((await knownTo(bob)).map((group) => group.handle)).not.toContain('with-nobody')
  })

  it('groups.update, groups.changeMembers and groups.archive change and tell once, and twice equals once', async () => {
    const group = await makeGroup([bob.personId])
    const ear = await carla.listen()
    const groupId = group.id
    for (let times = 0; times < 2; times += 1) {
      const renamed = await app.owner.call('groups.update', {
        groupId,
        handle: `new-${group.handle}`,
        name: 'New',
      })
      expect(renamed.group).toMatchObject({ handle: `new-${group.handle}`, name: 'New', revision: 2 })
    }
    const change = { groupId, addedIds: [carla.personId], removedIds: [bob.personId] }
    for (let times = 0; times < 2; times += 1)
      expect((await app.owner.call('groups.changeMembers', change)).group).toMatchObject({
        memberIds: [carla.personId],
        revision: 3,
      })
    for (let times = 0; times < 2; times += 1)
      expect((await app.owner.call('groups.archive', { groupId, isArchived: true })).group).toMatchObject({
        isArchived: true,
        revision: 4,
      })
    await ear.waitFor('group.changed', (event) => event.group.isArchived)
    expect(ear.of('group.changed').map(({ event }) => event.group.revision)).toEqual([2, 3, 4])
    const absent = { groupId: '0199f000-0000-7000-8000-00000000000a' as GroupId, isArchived: true }
    await expect(app.owner.call('groups.archive', absent)).rejects.toMatchObject({ code: 'not_found' })
    const other = await makeGroup()
    const taken = { groupId, handle: other.handle }
    await expect(app.owner.call('groups.update', taken)).rejects.toMatchObject({ code: 'already_exists' })
    ear.close()
  })

  it('a guest knows the groups they are in, and forgets those they are taken out of', async () => {
    const guest = await app.invite('guest')
    const ear = await guest.listen()
    const group = await makeGroup([bob.personId])
    const groupId = group.id
    await app.owner.call('groups.changeMembers', { groupId, addedIds: [guest.personId] })
    const { event } = await ear.waitFor('group.shown')
    expect(event.group.memberIds.toSorted()).toEqual([bob.personId, guest.personId].toSorted())
    expect((await knownTo(guest)).map(({ id }) => id)).toEqual([groupId])
    await app.owner.call('groups.changeMembers', { groupId, removedIds: [guest.personId] })
    await ear.waitFor('group.hidden', (hidden) => hidden.groupId === groupId)
    expect(await knownTo(guest)).toEqual([])
    expect(ear.of('group.changed')).toEqual([])
    ear.close()
  })

  describe('a mention of one', () => {
    const inChannel = async (...people: Client[]) => {
      const memberIds = people.map(({ personId }) => personId)
      const { joined } = await app.owner.call('channels.create', { kind: 'private', name: 'room', memberIds })
      return joined.channel.id
    }
    const reasons = async (messageId: string) => {
      await app.app.listeners.settled()
      const rows = await app.context.db.mention.findMany({ where: { messageId } })
      return new Map(rows.map((row) => [row.personId, row.reason]))
    }

    it('mentions those of its people who are in the channel at that moment, but not the author', async () => {
      const outside = await app.invite()
      const group = await makeGroup([bob.personId, carla.personId, outside.personId, app.owner.personId])
      const channelId = await inChannel(bob, carla)
      const ear = await bob.listen()
      const { message } = await app.owner.send(channelId, `<!group:${group.id}> and <@${carla.personId}>`)
      const { event } = await ear.waitFor('mention.added')
      expect(event).toMatchObject({ messageId: message.id, reason: 'group', position: message.position })
      expect(await reasons(message.id)).toEqual(
        new Map([
          [bob.personId, 'group'],
          [carla.personId, 'person'],
        ]),
      )
      await app.owner.call('channels.invite', { channelId, personIds: [outside.personId] })
      expect((await reasons(message.id)).has(outside.personId)).toBe(false)
      ear.close()
    })

    it('mentions nobody once the group is archived, nor out of code', async () => {
      const group = await makeGroup([bob.personId])
      const channelId = await inChannel(bob)
      const quoted = await app.owner.send(channelId, `\`<!group:${group.id}>\``)
      await app.owner.call('groups.archive', { groupId: group.id, isArchived: true })
      const late = await app.owner.send(channelId, `<!group:${group.id}>`)
      expect((await reasons(quoted.message.id)).size + (await reasons(late.message.id)).size).toBe(0)
    })

    it('by a guest works only for a group they are in', async () => {
      const guest = await app.invite('guest')
      const [theirs, foreign] = [
        await makeGroup([bob.personId, guest.personId]),
        await makeGroup([bob.personId]),
      ]
      const channelId = await inChannel(bob, guest)
      const no = await guest.send(channelId, `<!group:${foreign.id}>`)
      const yes = await guest.send(channelId, `<!group:${theirs.id}>`)
      expect((await reasons(no.message.id)).size).toBe(0)
      expect(await reasons(yes.message.id)).toEqual(new Map([[bob.personId, 'group']]))
    })

    it('in a thread makes nobody follow it, and is a mention for those who do', async () => {
      const group = await makeGroup([bob.personId, carla.personId])
      const channelId = await inChannel(bob, carla)
      const root = (await bob.send(channelId, 'a root')).message
      const reply = (await app.owner.send(channelId, `<!group:${group.id}>`, { threadId: root.id })).message
      expect(await reasons(reply.id)).toEqual(
        new Map([
          [bob.personId, 'group'],
          [carla.personId, 'group'],
        ]),
      )
      const unreadOf = async (client: Client) =>
        (await client.call('sync.start', {})).unreadThreads.filter(({ rootId }) => rootId === root.id)
      expect(await unreadOf(bob)).toMatchObject([{ isMention: true }])
      expect(await unreadOf(carla)).toEqual([])
    })
  })
})
