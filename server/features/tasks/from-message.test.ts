import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BoardView } from '../../../contract/boards.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { TestApp } from '../../test/app.ts'
import { listOf, makeBoard, makeTask } from '../../test/boards.ts'
import { type Client, newClientId } from '../../test/client.ts'
import { refused } from '../../test/refused.ts'
import { startTestTeam } from '../../test/team.ts'

let app: TestApp
let bob: Client
let carla: Client
let board: BoardView
let room: ChannelId
beforeAll(async () => {
  ;({ app, bob, carla } = await startTestTeam())
  board = await makeBoard(bob, { key: 'COF', home: { kind: 'own', isPublic: false } })
  const { joined } = await bob.call('channels.create', {
    kind: 'private',
    name: 'kitchen',
    memberIds: [carla.personId],
  })
  room = joined.channel.id
})
afterAll(() => app?.stop())

const found = async (who: Client, messageId: MessageId) =>
  (await who.call('messages.find', { messageId })).message

test('a message names the tasks made from it, to everybody who reads it and as it happens', async () => {
  const { message } = await carla.send(room, 'The machine leaks')
  const ear = await carla.listen()
  const task = await makeTask(bob, board, 'Mend the machine', { messageId: message.id })
  const { event } = await ear.waitFor('message.tasked')
  expect(event).toMatchObject({ channelId: room, messageId: message.id, taskIds: [task.id] })
  const second = await makeTask(bob, board, 'Buy a cloth', { messageId: message.id })
  expect((await found(carla, message.id)).taskIds).toEqual([task.id, second.id])
  expect(task.messageId).toBe(message.id)
  // The board is none of hers: she learns that there are tasks, and nothing of them.
  expect((await carla.call('tasks.find', { taskIds: [task.id] })).tasks).toEqual([])
  ear.close()
})

test('made twice under one clientId it is named once, and a deleted message names none', async () => {
  const { message } = await bob.send(room, 'Order beans')
  const input = {
    clientId: newClientId(),
    boardId: board.id,
    listId: listOf(board),
    title: 'Beans',
    messageId: message.id,
  }
  const [one, other] = await Promise.all([bob.call('tasks.create', input), bob.call('tasks.create', input)])
  expect(one.task.id).toBe(other.task.id)
  expect((await found(bob, message.id)).taskIds).toEqual([one.task.id])
  await bob.call('messages.delete', { messageId: message.id })
  expect((await bob.call('tasks.read', { taskId: one.task.id })).task.title).toBe('Beans')
  expect((await found(bob, message.id)).taskIds).toEqual([])
})

test('a task has the id its maker chose; one that is taken is refused', async () => {
  const clientId = newClientId()
  const task = await makeTask(bob, board, 'Mine', { clientId })
  expect(task.id).toBe(clientId)
  const theirs = await makeBoard(carla, { key: 'CAR' })
  const stolen = { clientId, boardId: theirs.id, listId: listOf(theirs), title: 'Also mine' }
  expect(await refused(carla.call('tasks.create', stolen))).toBe('already_exists')
  const { message } = await carla.send(room, 'An id of another kind')
  const asMessage = { ...stolen, clientId: message.id as string as typeof clientId }
  expect(await refused(carla.call('tasks.create', asMessage))).toBe('already_exists')
})

test('many tasks from messages of two channels at once all come to be', async () => {
  const other = await makeBoard(bob, { key: 'TWO', home: { kind: 'channel', channelId: room } })
  const inRoom = (await bob.send(room, 'from the room')).message.id
  const home = (await bob.call('tasks.list', { boardId: board.id })).board.channelId
  expect(home).not.toBe(room)
  const tasks = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      makeTask(bob, index % 2 ? board : other, `Task ${index}`, { messageId: inRoom }),
    ),
  )
  expect(new Set((await found(bob, inRoom)).taskIds)).toEqual(new Set(tasks.map(({ id }) => id)))
})
