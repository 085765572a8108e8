import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardId } from '../../../../contract/ids.ts'
import type { TestApp } from '../../../test/app.ts'
import {
  changeTask,
  listOf,
  makeBoard,
  makeTask,
  newLabelId,
  newListId,
  tasksOn,
  titlesIn,
} from '../../../test/boards.ts'
import { ask, type Client, newClientId } from '../../../test/client.ts'
import { refusalOf, refused } from '../../../test/refused.ts'
import { startTestTeam } from '../../../test/team.ts'

let app: TestApp
let bob: Client
let carla: Client
let guest: Client
beforeAll(async () => {
  ;({ app, bob, carla } = await startTestTeam())
  guest = await app.invite('guest')
})
afterAll(() => app?.stop())

const channelWith = async (members: Client[], kind: 'public' | 'private' = 'private') => {
  const memberIds = members.map(({ personId }) => personId)
  const name = `talk-${newClientId().slice(0, 8)}`
  return (await app.owner.call('channels.create', { kind, name, memberIds })).joined.channel
}
const inChannel = (channelId: string) => ({ home: { kind: 'channel', channelId } }) as never
const boardsOf = async (who: Client) =>
  (await who.call('sync.start', {})).channels.flatMap(({ state }) => state.boards)
const readOne = async (who: Client, boardId: BoardId) => (await who.call('tasks.list', { boardId })).board

describe('boards', () => {
  it('every command refuses a stranger', async () => {
    const { id: boardId, lists } = await makeBoard(bob)
    const listId = lists[0]?.id as never
    const asked = [
      ['boards.create', { clientId: newClientId(), name: 'Mine', key: 'MINE' }],
      ['boards.update', { boardId, name: 'Mine' }],
      ['boards.archive', { boardId, isArchived: true }],
      ['boards.addList', { boardId, listId: newListId(), name: 'Mine' }],
      ['boards.updateList', { boardId, listId, name: 'Mine' }],
      ['boards.moveList', { boardId, listId, afterId: null }],
      ['boards.removeList', { boardId, listId, moveTasksTo: listId }],
      ['boards.saveLabels', { boardId, labels: [] }],
      ['boards.browse', {}],
    ] as const
    for (const [name, input] of asked) expect(await refused(ask(app.url, name, input))).toBe('not_signed_in')
  })

  it('a board of one that is not theirs looks to a guest like none at all', async () => {
    const board = await makeBoard(bob)
    const listId = listOf(board)
    const asked = [
      ['boards.update', { boardId: board.id, name: 'Mine' }],
      ['boards.archive', { boardId: board.id, isArchived: true }],
      ['boards.addList', { boardId: board.id, listId: newListId(), name: 'Mine' }],
      ['boards.updateList', { boardId: board.id, listId, name: 'Mine' }],
      ['boards.moveList', { boardId: board.id, listId, afterId: null }],
      ['boards.removeList', { boardId: board.id, listId, moveTasksTo: listOf(board, 1) }],
      ['boards.saveLabels', { boardId: board.id, labels: [] }],
      ['tasks.list', { boardId: board.id }],
    ] as const
    for (const [name, input] of asked) {
      const refusal = await refusalOf(guest.call(name, input))
      expect([name, refusal.code]).toEqual([name, 'not_found'])
      expect(refusal.message).toContain('board')
    }
    expect((await guest.call('boards.browse', {})).boards).toEqual([])
  })

  it('boards.create makes one in a channel of its own, which stands among boards and not among channels', async () => {
    const ear = await carla.listen()
    const board = await makeBoard(bob, {
      name: 'Release train',
      key: ' rel ',
      home: { kind: 'own', memberIds: [carla.personId] },
    })
    expect(board).toMatchObject({
      key: 'REL',
      name: 'Release train',
      isArchived: false,
      labels: [],
      revision: 1,
    })
    expect(board.lists.map(({ name, kind }) => [name, kind])).toEqual([
      ['To do', 'open'],
      ['In progress', 'started'],
      ['Done', 'done'],
    ])
    const { event } = await ear.waitFor(
      'channel.joined',
      ({ joined }) => joined.channel.id === board.channelId,
    )
    expect(event.joined.channel).toMatchObject({ isBoard: true, kind: 'public', name: 'Release train' })
    expect(await boardsOf(carla)).toContainEqual(board)
    const found = await bob.call('channels.browse', { query: 'Release' })
    expect(found.channels).toEqual([])
    ear.close()
  })

  it('whoever joins the channel later gets its boards with it, and loses them with it', async () => {
    const channel = await channelWith([bob])
    const board = await makeBoard(bob, inChannel(channel.id))
    expect(board.channelId).toBe(channel.id)
    expect(await boardsOf(carla)).not.toContainEqual(board)
    const ear = await carla.listen()
    await bob.call('channels.invite', { channelId: channel.id, personIds: [carla.personId] })
    const { event } = await ear.waitFor('channel.joined', ({ joined }) => joined.channel.id === channel.id)
    expect(event.joined.state.boards).toEqual([board])
    await app.owner.call('channels.remove', { channelId: channel.id, personId: carla.personId })
    await ear.waitFor('channel.left', ({ channelId }) => channelId === channel.id)
    await makeTask(bob, board, 'not for Carla')
    expect(await refused(carla.call('tasks.list', { boardId: board.id }))).toBe('not_found')
    const last = (await bob.call('boards.update', { boardId: board.id, name: 'Still not' })).board
    await app.owner.call('channels.invite', { channelId: channel.id, personIds: [carla.personId] })
    await ear.waitFor('channel.joined', ({ joined }) => joined.state.boards[0]?.revision === last.revision)
    expect(ear.heard.filter(({ event: { type } }) => type === 'task.created')).toEqual([])
    ear.close()
  })

  it('boards.create twice with a clientId is once', async () => {
    const input = { clientId: newClientId(), name: 'Once', key: 'ONCE' }
    const all = await Promise.all([1, 2, 3].map(() => bob.call('boards.create', input)))
    expect(new Set(all.map(({ board }) => board.id)).size).toBe(1)
    expect((await boardsOf(bob)).filter(({ key }) => key === 'ONCE')).toHaveLength(1)
  })

  it('boards.create refuses guests, taken and broken keys, channels of others and archived ones', async () => {
    const make = (who: Client, more: object) =>
      refusalOf(who.call('boards.create', { clientId: newClientId(), name: 'New', key: 'NEW', ...more }))
    expect((await make(guest, {})).code).toBe('forbidden')
    await makeBoard(bob, { key: 'TAKEN' })
    expect(await make(carla, { key: 'taken' })).toMatchObject({ code: 'already_exists', field: 'key' })
    for (const key of ['1A', 'A', 'TOO-LONG', 'ABCDEFGHIJK', 'Ä1'])
      expect(await make(bob, { key })).toMatchObject({ code: 'invalid_input', field: 'key' })
    const theirs = await channelWith([])
    expect((await make(bob, inChannel(theirs.id))).code).toBe('not_found')
    const open = await channelWith([], 'public')
    expect((await make(bob, inChannel(open.id))).code).toBe('forbidden')
    const archived = await channelWith([bob])
    await app.owner.call('channels.archive', { channelId: archived.id, isArchived: true })
    expect((await make(bob, inChannel(archived.id))).code).toBe('channel_archived')
    expect((await boardsOf(bob)).some(({ key }) => key === 'NEW')).toBe(false)
  })

  it('a guest on the board works on its tasks, but not on its lists and labels', async () => {
    const board = await makeBoard(bob, { home: { kind: 'own', memberIds: [guest.personId] } })
    const task = await makeTask(guest, board, 'from outside')
    expect(await tasksOn(bob, board)).toEqual([task])
    expect(await refused(guest.call('boards.update', { boardId: board.id, name: 'Mine' }))).toBe('forbidden')
    expect(await refused(guest.call('boards.saveLabels', { boardId: board.id, labels: [] }))).toBe(
      'forbidden',
    )
    expect(await refused(guest.call('boards.archive', { boardId: board.id, isArchived: true }))).toBe(
      'forbidden',
    )
  })

  it('lists are added, changed, moved and told to everybody on the board', async () => {
    const board = await makeBoard(bob, { home: { kind: 'own', memberIds: [carla.personId] } })
    const ear = await carla.listen()
    const listId = newListId()
    const added = { boardId: board.id, listId, name: 'Review', kind: 'started', limit: 3 } as const
    await bob.call('boards.addList', added)
    await bob.call('boards.addList', added)
    await bob.call('boards.moveList', { boardId: board.id, listId, afterId: listOf(board, 1) })
    const { board: after } = await bob.call('boards.updateList', { boardId: board.id, listId, limit: null })
    expect(after.lists.map(({ name, limit }) => [name, limit])).toEqual([
      ['To do', null],
      ['In progress', null],
      ['Review', null],
      ['Done', null],
    ])
    expect(after.revision).toBe(4)
    const heard = await ear.waitFor('board.changed', ({ board: { revision } }) => revision === 4)
    expect(heard.event.board).toEqual(after)
    expect(
      await refused(bob.call('boards.moveList', { boardId: board.id, listId, afterId: newListId() })),
    ).toBe('not_found')
    ear.close()
  })

  it('tasks of a removed list go to the end of another, in their order, and are done where that means so', async () => {
    const board = await makeBoard(bob)
    for (const title of ['one', 'two']) await makeTask(bob, board, title)
    await makeTask(bob, board, 'before', { listId: listOf(board, 2) })
    const ear = await bob.listen()
    const input = { boardId: board.id, listId: listOf(board), moveTasksTo: listOf(board, 2) }
    const { board: after } = await bob.call('boards.removeList', input)
    await bob.call('boards.removeList', input)
    expect(after.lists).toHaveLength(2)
    expect(await titlesIn(bob, after, 1)).toEqual(['before', 'one', 'two'])
    expect((await tasksOn(bob, board)).every(({ doneAt }) => doneAt !== null)).toBe(true)
    const { event } = await ear.waitFor('tasks.changed')
    expect(event.items.map(({ revision }) => revision)).toEqual([2, 2])
    const itself = { boardId: board.id, listId: listOf(after), moveTasksTo: listOf(after) }
    expect(await refused(bob.call('boards.removeList', itself))).toBe('invalid_input')
    ear.close()
  })

  it('a list that comes to mean done makes its tasks done, and back', async () => {
    const board = await makeBoard(bob)
    const task = await makeTask(bob, board, 'one')
    const mean = (kind: 'open' | 'done') =>
      bob.call('boards.updateList', { boardId: board.id, listId: listOf(board), kind })
    await mean('done')
    const [done] = await tasksOn(bob, board)
    expect(done).toMatchObject({ id: task.id, revision: 2, doneAt: expect.any(String) })
    await mean('open')
    expect((await tasksOn(bob, board))[0]).toMatchObject({ revision: 3, doneAt: null })
  })

  it('a label that goes leaves its tasks', async () => {
    const board = await makeBoard(bob)
    const [bug, idea] = [
      { id: newLabelId(), name: 'Bug', color: 'red' },
      { id: newLabelId(), name: 'Idea', color: 'teal' },
    ] as const
    const { board: labelled } = await bob.call('boards.saveLabels', {
      boardId: board.id,
      labels: [bug, idea],
    })
    expect(labelled.labels).toEqual([bug, idea])
    await makeTask(bob, board, 'both', { labelIds: [bug.id, idea.id] })
    await bob.call('boards.saveLabels', { boardId: board.id, labels: [idea] })
    expect((await tasksOn(bob, board))[0]).toMatchObject({ labelIds: [idea.id], revision: 2 })
    const twice = { boardId: board.id, labels: [idea, idea] }
    expect(await refused(bob.call('boards.saveLabels', twice))).toBe('invalid_input')
  })

  it('an archived board is read and not changed, until it is brought back', async () => {
    const board = await makeBoard(bob, { home: { kind: 'own', memberIds: [carla.personId] } })
    const task = await makeTask(bob, board, 'one')
    const archive = (who: Client, isArchived: boolean) =>
      who.call('boards.archive', { boardId: board.id, isArchived })
    expect(await refused(archive(carla, true))).toBe('forbidden')
    await archive(bob, true)
    await archive(bob, true)
    expect(await readOne(carla, board.id)).toMatchObject({ isArchived: true, revision: 2 })
    expect(await refused(changeTask(carla, task, { title: 'two' }))).toBe('board_archived')
    expect(await refused(makeTask(carla, board, 'two'))).toBe('board_archived')
    expect(await refused(bob.call('boards.update', { boardId: board.id, name: 'Two' }))).toBe(
      'board_archived',
    )
    const { boards } = await carla.call('boards.browse', { query: board.key })
    expect(boards.filter(({ board: { id } }) => id === board.id)).toEqual([])
    await archive(app.owner, false).catch(() => undefined)
    await archive(bob, false)
    expect((await changeTask(carla, task, { title: 'two' })).title).toBe('two')
  })

  it('boards.browse finds by name and key what one may see', async () => {
    const open = await makeBoard(bob, { name: 'Harbour works', key: 'HARB' })
    const hidden = await makeBoard(bob, {
      name: 'Harbour secrets',
      key: 'HSEC',
      home: { kind: 'own', isPublic: false },
    })
    const found = async (who: Client, query: string) =>
      (await who.call('boards.browse', { query })).boards.map(({ board, isMember }) => [board.id, isMember])
    expect(await found(bob, 'harbour')).toEqual([
      [hidden.id, true],
      [open.id, true],
    ])
    expect(await found(carla, 'harbour')).toEqual([[open.id, false]])
    expect(await found(carla, 'HSEC')).toEqual([])
    expect(await found(carla, 'h%b')).toEqual([])
  })

  it('nobody talks in a board’s own channel but about its tasks', async () => {
    const board = await makeBoard(bob)
    const task = await makeTask(bob, board, 'one')
    const threadId = task.id as never
    expect(await refused(bob.send(board.channelId, 'hello'))).toBe('forbidden')
    expect(await refused(bob.send(board.channelId, 'hello', { threadId, alsoToChannel: true }))).toBe(
      'forbidden',
    )
    const { message } = await bob.send(board.channelId, 'a comment', { threadId })
    expect(message.threadId).toBe(threadId)
  })

  it('a board’s own channel is called, renamed and archived as the board only', async () => {
    const { channelId } = await makeBoard(bob)
    const asked = [
      bob.call('calls.start', { channelId }),
      bob.call('channels.update', { channelId, name: 'mine' }),
      bob.call('channels.archive', { channelId, isArchived: true }),
    ]
    expect(await Promise.all(asked.map(refused))).toEqual(['forbidden', 'forbidden', 'forbidden'])
    expect(await refused(carla.call('channels.update', { channelId, name: 'mine' }))).toBe('forbidden')
  })
})
