import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardView } from '../../../contract/boards.ts'
import type { ListId, MessageId, TaskId } from '../../../contract/ids.ts'
import type { TestApp } from '../../test/app.ts'
import {
  changeTask,
  listOf,
  makeBoard,
  makeTask,
  newLabelId,
  nobodysTask,
  tasksOn,
  titlesIn,
} from '../../test/boards.ts'
import { ask, type Client, newClientId } from '../../test/client.ts'
import { refusalOf, refused } from '../../test/refused.ts'
import { startTestTeam } from '../../test/team.ts'

let app: TestApp
let bob: Client
let carla: Client
let guest: Client
let board: BoardView
beforeAll(async () => {
  ;({ app, bob, carla } = await startTestTeam())
  guest = await app.invite('guest')
  board = await makeBoard(bob, { key: 'OPS', home: { kind: 'own', memberIds: [carla.personId] } })
})
afterAll(() => app?.stop())

const titleOf = async (who: Client, taskId: TaskId) => (await who.call('tasks.read', { taskId })).task.title
const commandsOn = (taskId: TaskId) =>
  [
    ['tasks.update', { taskId, clientId: newClientId(), seenRevision: 1, changes: { title: 'mine' } }],
    ['tasks.move', { taskId, clientId: newClientId(), listId: listOf(board, 1), afterId: null }],
    ['tasks.archive', { taskId, isArchived: true }],
    ['tasks.delete', { taskId }],
    ['tasks.read', { taskId }],
    ['tasks.history', { taskId }],
  ] as const

describe('tasks', () => {
  it('every command refuses a stranger', async () => {
    const { id: taskId } = await makeTask(bob, board, 'one')
    const asked = [
      ['tasks.create', { clientId: newClientId(), boardId: board.id, listId: listOf(board), title: 'mine' }],
      ['tasks.list', { boardId: board.id }],
      ['tasks.find', { names: ['OPS-1'] as string[] }],
      ...commandsOn(taskId),
    ] as const
    for (const [name, input] of asked) expect(await refused(ask(app.url, name, input))).toBe('not_signed_in')
  })

  it('a guest on a foreign board learns nothing of its tasks, whatever they guess', async () => {
    const task = await makeTask(bob, board, 'secret')
    for (const taskId of [task.id, nobodysTask()]) {
      for (const [name, input] of commandsOn(taskId)) {
        const refusal = await refusalOf(guest.call(name, input))
        expect([name, refusal.code]).toEqual([name, 'not_found'])
        expect(refusal.message).toContain('task')
      }
    }
    const { tasks } = await guest.call('tasks.find', { taskIds: [task.id], names: [`OPS-${task.number}`] })
    expect(tasks).toEqual([])
    expect(await refused(makeTask(guest, board, 'mine'))).toBe('not_found')
  })

  it('tasks.create makes one that everybody on the board hears of, numbered per board', async () => {
    const ear = await carla.listen()
    const label = { id: newLabelId(), name: 'Bug', color: 'red' } as const
    await bob.call('boards.saveLabels', { boardId: board.id, labels: [label] })
    const due = { day: '2026-12-01', time: '17:30', timeZone: 'Europe/Berlin' }
    const task = await makeTask(bob, board, '  Mend the winch  ', {
      description: 'It **squeaks**.',
      assigneeIds: [carla.personId, carla.personId],
      labelIds: [label.id],
      priority: 'high',
      startDay: '2026-11-25',
      due,
      estimate: 2.5,
    })
    expect(task).toMatchObject({
      title: 'Mend the winch',
      descriptionRevision: 1,
      assigneeIds: [carla.personId],
      labelIds: [label.id],
      priority: 'high',
      startDay: '2026-11-25',
      due,
      estimate: 2.5,
      doneAt: null,
      commentCount: 0,
      revision: 1,
    })
    const { event, stream } = await ear.waitFor('task.created', (created) => created.task.id === task.id)
    expect(event.task).toEqual(task)
    expect(stream).toBe(`channel:${board.channelId}`)
    expect(await carla.call('tasks.read', { taskId: task.id })).toEqual({
      task,
      description: 'It **squeaks**.',
      checks: [],
    })
    const next = await makeTask(carla, board, 'next')
    expect(next.number).toBe(task.number + 1)
    const other = await makeBoard(bob)
    expect((await makeTask(bob, other, 'first there')).number).toBe(1)
    ear.close()
  })

  it('tasks.create twice with a clientId is once, also at the same moment', async () => {
    const input = { clientId: newClientId(), boardId: board.id, listId: listOf(board), title: 'once' }
    const all = await Promise.all([1, 2, 3].map(() => bob.call('tasks.create', input)))
    expect(new Set(all.map(({ task }) => task.id)).size).toBe(1)
    expect((await tasksOn(bob, board)).filter(({ title }) => title === 'once')).toHaveLength(1)
    const other = await makeBoard(bob)
    const elsewhere = { ...input, boardId: other.id, listId: listOf(other) }
    expect(await refused(bob.call('tasks.create', elsewhere))).toBe('already_exists')
  })

  it('tasks.create refuses what is no task, with the field that is wrong', async () => {
    const due = (more: object) => ({
      due: { day: '2026-12-01', time: null, timeZone: 'Europe/Berlin', ...more },
    })
    const wrong: [string, object, string][] = [
      ['a title of half a megabyte', { title: 'x'.repeat(500_000) }, 'title'],
      ['an empty title', { title: ' \u200b ' }, 'title'],
      ['a title of two lines', { title: 'one\ntwo' }, 'title'],
      ['a due date in a wrong zone', due({ timeZone: 'Mars/Olympus' }), 'due.timeZone'],
      ['a day that is none', due({ day: '2026-02-30' }), 'due.day'],
      ['a time that is none', due({ time: '24:00' }), 'due.time'],
      ['a day too far away', { startDay: '9999-01-01' }, 'startDay'],
      ['an estimate below zero', { estimate: -1 }, 'estimate'],
      ['somebody who is not on the board', { assigneeIds: [app.owner.personId] }, 'assigneeIds'],
    ]
    const before = (await tasksOn(bob, board)).length
    for (const [what, more, field] of wrong) {
      const input = {
        clientId: newClientId(),
        boardId: board.id,
        listId: listOf(board),
        title: 'wrong',
        ...more,
      }
      const refusal = await refusalOf(bob.call('tasks.create', input))
      expect([what, refusal.code, refusal.field]).toEqual([what, 'invalid_input', field])
    }
    expect(await refused(makeTask(bob, board, 'x'.repeat(1_048_576)))).toBe('too_large')
    const other = await makeBoard(bob)
    const foreign = { labelIds: [newLabelId()] }
    expect(await refused(makeTask(bob, board, 'wrong', foreign))).toBe('not_found')
    expect(await refused(makeTask(bob, board, 'wrong', { listId: listOf(other) }))).toBe('not_found')
    expect(await tasksOn(bob, board)).toHaveLength(before)
  })

  it('a task links back to the message it was made from, which its maker has to see', async () => {
    const room = await app.owner.call('channels.create', {
      kind: 'private',
      name: 'room',
      memberIds: [bob.personId],
    })
    const { message } = await bob.send(room.joined.channel.id, 'the winch squeaks')
    expect((await makeTask(bob, board, 'from it', { messageId: message.id })).messageId).toBe(message.id)
    expect(await refused(makeTask(carla, board, 'from it', { messageId: message.id }))).toBe('not_found')
  })

  it('two who change different fields write over nothing of each other', async () => {
    const task = await makeTask(bob, board, 'one')
    await Promise.all([
      changeTask(bob, task, { title: 'two' }),
      changeTask(carla, task, { priority: 'urgent', description: 'words' }),
    ])
    const { task: after, description } = await bob.call('tasks.read', { taskId: task.id })
    expect([after.title, after.priority, description, after.revision]).toEqual(['two', 'urgent', 'words', 3])
  })

  it('of two who change the same field the later counts, and the earlier is told', async () => {
    const task = await makeTask(bob, board, 'one')
    const ear = await bob.listen()
    const byBob = await changeTask(bob, task, { title: 'Bob’s', priority: 'low' })
    await changeTask(carla, task, { title: 'Carla’s', estimate: 3 })
    const { event } = await ear.waitFor('task.changed', ({ changes }) => changes.title === 'Carla’s')
    expect(event).toEqual({
      type: 'task.changed',
      boardId: board.id,
      taskId: task.id,
      revision: 3,
      changes: { title: 'Carla’s', estimate: 3 },
      overwrote: [{ field: 'title', personId: bob.personId }],
    })
    await changeTask(carla, byBob, { title: 'Carla’s second' })
    await changeTask(bob, { ...byBob, revision: 4 }, { title: 'Bob, knowing' })
    const known = await ear.waitFor('task.changed', ({ changes }) => changes.title === 'Bob, knowing')
    expect(known.event.overwrote).toEqual([])
    ear.close()
  })

  it('two who assign different people at once lose neither', async () => {
    const task = await makeTask(bob, board, 'one', { assigneeIds: [bob.personId] })
    await Promise.all([
      changeTask(bob, task, { assigneeIds: { add: [carla.personId] } }),
      changeTask(carla, task, { assigneeIds: { remove: [bob.personId] } }),
    ])
    expect((await bob.call('tasks.read', { taskId: task.id })).task.assigneeIds).toEqual([carla.personId])
  })

  it('a change that is repeated does not take back what came after it, and one that changes nothing tells nothing', async () => {
    const task = await makeTask(bob, board, 'one')
    const input = { taskId: task.id, clientId: newClientId(), seenRevision: 1, changes: { title: 'two' } }
    await bob.call('tasks.update', input)
    await changeTask(carla, { ...task, revision: 2 }, { title: 'three' })
    expect((await bob.call('tasks.update', input)).task.title).toBe('three')
    const same = await changeTask(bob, { ...task, revision: 3 }, { title: 'three' })
    expect(same.revision).toBe(3)
    expect((await bob.call('tasks.history', { taskId: task.id })).lines).toHaveLength(3)
  })

  it('history says who changed what from what to what, newest first, by pages', async () => {
    const task = await makeTask(bob, board, 'one')
    await changeTask(carla, task, { title: 'two', due: { day: '2026-12-24', time: null, timeZone: 'UTC' } })
    await bob.call('tasks.move', {
      taskId: task.id,
      clientId: newClientId(),
      listId: listOf(board, 1),
      afterId: null,
    })
    const { lines, hasOlder } = await carla.call('tasks.history', { taskId: task.id, limit: 2 })
    expect(hasOlder).toBe(true)
    expect(lines[1]).toMatchObject({
      actorId: carla.personId,
      before: { title: 'one', due: null },
      after: { title: 'two', due: { day: '2026-12-24' } },
    })
    expect(lines[0]?.after).toMatchObject({ listId: listOf(board, 1) })
    const { lines: older } = await carla.call('tasks.history', {
      taskId: task.id,
      before: lines[1]?.at as string,
    })
    expect(older).toMatchObject([{ kind: 'created', actorId: bob.personId }])
  })

  it('tasks.find gives tasks by id and by name, and nothing of boards one may not see', async () => {
    const task = await makeTask(bob, board, 'one')
    const hidden = await makeBoard(bob, { key: 'HIDE', home: { kind: 'own', isPublic: false } })
    const secret = await makeTask(bob, hidden, 'secret')
    const names = [`ops-${task.number}`, 'HIDE-1', 'OPS-999999999', 'NONE-1']
    const found = async (who: Client) =>
      (await who.call('tasks.find', { names, taskIds: [secret.id] })).tasks.map(({ id }) => id).sort()
    expect(await found(carla)).toEqual([task.id])
    expect(await found(bob)).toEqual([task.id, secret.id].sort())
  })

  it('an archived task leaves its board, and comes back to the end of its list', async () => {
    const own = await makeBoard(bob)
    const [one] = [await makeTask(bob, own, 'one'), await makeTask(bob, own, 'two')]
    const archive = (isArchived: boolean) => bob.call('tasks.archive', { taskId: one.id, isArchived })
    await archive(true)
    await archive(true)
    expect(await titlesIn(bob, own)).toEqual(['two'])
    const move = { taskId: one.id, clientId: newClientId(), listId: listOf(own, 1), afterId: null }
    expect(await refused(bob.call('tasks.move', move))).toBe('forbidden')
    const ear = await bob.listen()
    const { task: back } = await archive(false)
    expect(await titlesIn(bob, own)).toEqual(['two', 'one'])
    const { event } = await ear.waitFor('task.restored')
    expect(event.task).toEqual(back)
    ear.close()
  })

  it('tasks.delete leaves nothing: neither words, nor comments, nor history, nor journal', async () => {
    const task = await makeTask(bob, board, 'wordofthetitle', { description: 'wordofthetext' })
    await changeTask(bob, task, { title: 'wordofthenewtitle' })
    const threadId = task.id as string as MessageId
    await carla.send(board.channelId, 'wordofthecomment', { threadId })
    await app.app.listeners.settled()
    expect(await titleOf(carla, task.id)).toBe('wordofthenewtitle')
    const ear = await carla.listen()
    expect(await refused(carla.call('tasks.delete', { taskId: task.id }))).toBe('forbidden')
    await bob.call('tasks.delete', { taskId: task.id })
    await ear.waitFor('task.deleted', ({ taskId }) => taskId === task.id)
    expect(await refused(bob.call('tasks.delete', { taskId: task.id }))).toBe('not_found')
    await app.app.listeners.settled()
    const tables = ['task', 'task_change', 'message', 'entry', 'search_document', 'activity', 'mention']
    for (const table of tables) {
      const rows = await app.context.db.$queryRawUnsafe<{ line: string }[]>(
        `SELECT t::text AS line FROM ${table} t`,
      )
      expect(rows.filter(({ line }) => line.includes('wordofthe')).map(({ line }) => [table, line])).toEqual(
        [],
      )
    }
    ear.close()
  })

  it('a former title stands in the history and nowhere else', async () => {
    const task = await makeTask(bob, board, 'wordofbefore')
    await changeTask(bob, task, { title: 'after' })
    const rows = await app.context.db.$queryRaw<{ line: string }[]>`SELECT e::text AS line FROM entry e`
    expect(rows.filter(({ line }) => line.includes('wordofbefore'))).toEqual([])
    const { lines } = await bob.call('tasks.history', { taskId: task.id })
    expect(lines[0]?.before.title).toBe('wordofbefore')
  })

  it('comments are a thread that its maker and those assigned follow, counted on the task', async () => {
    const task = await makeTask(bob, board, 'one', { assigneeIds: [carla.personId] })
    const threadId = task.id as string as MessageId
    const ear = await carla.listen()
    await bob.send(board.channelId, 'first', { threadId })
    await ear.waitFor('thread.replied', ({ unread }) => unread.rootId === threadId)
    const { task: after } = await carla.call('tasks.read', { taskId: task.id })
    expect(after.commentCount).toBe(1)
    const page = await carla.call('messages.replies', { rootId: threadId })
    expect(page.root).toMatchObject({ isTask: true, body: '', position: null })
    expect(page.messages.map(({ body }) => body)).toEqual(['first'])
    expect(await refused(bob.call('messages.delete', { messageId: threadId }))).toBe('forbidden')
    expect(await refused(bob.call('messages.edit', { messageId: threadId, body: 'x' }))).toBe('forbidden')
    expect(await refused(bob.call('reactions.add', { messageId: threadId, emoji: '👍' }))).toBe('forbidden')
    ear.close()
  })
})

describe('tasks.move', () => {
  const move = (who: Client, taskId: TaskId, listId: ListId, afterId: TaskId | null, beforeId?: TaskId) =>
    who.call('tasks.move', { taskId, clientId: newClientId(), listId, afterId, beforeId: beforeId ?? null })

  it('puts a task behind another one, on top, and into another list, where it is done', async () => {
    const own = await makeBoard(bob)
    const [todo, done] = [listOf(own), listOf(own, 2)]
    const tasks = []
    for (const title of ['a', 'b', 'c']) tasks.push(await makeTask(bob, own, title))
    const [a, b, c] = tasks.map(({ id }) => id) as [TaskId, TaskId, TaskId]
    await move(bob, a, todo, b)
    expect(await titlesIn(bob, own)).toEqual(['b', 'a', 'c'])
    await move(bob, c, todo, null)
    expect(await titlesIn(bob, own)).toEqual(['c', 'b', 'a'])
    expect((await move(bob, b, done, null)).task.doneAt).not.toBeNull()
    expect((await move(bob, b, todo, a)).task.doneAt).toBeNull()
    expect(await titlesIn(bob, own)).toEqual(['c', 'a', 'b'])
    const before = (await tasksOn(bob, own)).map(({ revision }) => revision)
    await move(bob, b, todo, a)
    expect((await tasksOn(bob, own)).map(({ revision }) => revision)).toEqual(before)
  })

  it('comes as near as possible where the neighbours have gone', async () => {
    const own = await makeBoard(bob)
    const [todo, doing] = [listOf(own), listOf(own, 1)]
    const tasks = []
    for (const title of ['a', 'b', 'c', 'd']) tasks.push(await makeTask(bob, own, title))
    const [a, b, c, d] = tasks.map(({ id }) => id) as [TaskId, TaskId, TaskId, TaskId]
    await move(bob, b, doing, null)
    await move(bob, d, todo, b, c)
    expect(await titlesIn(bob, own)).toEqual(['a', 'd', 'c'])
    await move(bob, c, doing, b)
    await move(bob, a, todo, b, c)
    expect(await titlesIn(bob, own)).toEqual(['d', 'a'])
  })

  it('a list of another board is none', async () => {
    const [own, other] = [await makeBoard(bob), await makeBoard(bob)]
    const task = await makeTask(bob, own, 'a')
    expect(await refused(move(bob, task.id, listOf(other), null))).toBe('not_found')
  })

  it('many who move at once end with one order on every screen, whatever crossed', async () => {
    const own = await makeBoard(bob, { home: { kind: 'own', memberIds: [carla.personId] } })
    const ids: TaskId[] = []
    for (let index = 0; index < 12; index += 1) ids.push((await makeTask(bob, own, `${index}`)).id)
    const ear = await carla.listen()
    const { tasks: start } = await carla.call('tasks.list', { boardId: own.id })
    const pick = (seed: number) => ids[seed % ids.length] as TaskId
    await Promise.all(
      Array.from({ length: 120 }, (_, index) => {
        const who = index % 2 === 0 ? bob : carla
        const [taskId, afterId] = [pick(index * 7), pick(index * 5 + 3)]
        return move(who, taskId, listOf(own, index % 3), afterId === taskId ? null : afterId)
      }),
    )
    const { tasks: end, head } = await bob.call('tasks.list', { boardId: own.id })
    const { cursors } = await carla.call('sync.start', {})
    expect(cursors[`channel:${own.channelId}` as keyof typeof cursors]).toBe(head)
    await ear.waitFor('task.changed', () => ear.heard.at(-1)?.number === head)
    const heard = new Map(start.map((task) => [task.id, task]))
    for (const { event } of ear.heard) {
      if (event.type !== 'task.changed') continue
      const known = heard.get(event.taskId)
      if (known) heard.set(event.taskId, { ...known, ...event.changes, revision: event.revision })
    }
    const byId = (tasks: Iterable<(typeof end)[number]>) => [...tasks].sort((x, y) => (x.id < y.id ? -1 : 1))
    expect(byId(heard.values())).toEqual(byId(end))
    const places = end.map(({ listId, rank }) => `${listId} ${rank}`)
    expect(new Set(places).size).toBe(places.length)
  })
})
