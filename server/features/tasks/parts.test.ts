import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardView } from '../../../contract/boards.ts'
import type { InputOf } from '../../../contract/commands.ts'
import type { CheckId, TaskId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import type { TestApp } from '../../test/app.ts'
import { changeTask, listOf, makeBoard, makeTask, nobodysTask, tasksOn } from '../../test/boards.ts'
import { ask, type Client, newClientId } from '../../test/client.ts'
import { refusalOf, refused } from '../../test/refused.ts'
import { startTestTeam } from '../../test/team.ts'

let app: TestApp
let bob: Client
let carla: Client
let board: BoardView
beforeAll(async () => {
  ;({ app, bob, carla } = await startTestTeam())
  board = await makeBoard(bob, { home: { kind: 'own', memberIds: [carla.personId] } })
})
afterAll(() => app?.stop())

const readNow = async (id: TaskId) => (await bob.call('tasks.read', { taskId: id })).task
const many = async (...titles: string[]) => {
  const made: TaskView[] = []
  for (const title of titles) made.push(await makeTask(bob, board, title))
  return made as [TaskView, TaskView, TaskView, ...TaskView[]]
}

describe('subtasks', () => {
  it('are tasks of the same board, made or moved under another one', async () => {
    const [whole, other] = await many('whole', 'other')
    const part = await makeTask(bob, board, 'part', { parentId: whole.id })
    expect(part.parentId).toBe(whole.id)
    expect((await changeTask(carla, part, { parentId: other.id })).parentId).toBe(other.id)
    expect((await changeTask(carla, await readNow(part.id), { parentId: null })).parentId).toBeNull()
  })

  it('are refused where a task would be a part of itself, of nothing, of another board, or too deep', async () => {
    const [top, middle, bottom] = await many('top', 'middle', 'bottom')
    await changeTask(bob, middle, { parentId: top.id })
    await changeTask(bob, bottom, { parentId: middle.id })
    for (const parentId of [top.id, bottom.id]) {
      const refusal = await refusalOf(changeTask(bob, top, { parentId }))
      expect(refusal).toMatchObject({ code: 'invalid_input', field: 'parentId' })
    }
    const elsewhere = await makeTask(bob, await makeBoard(bob), 'elsewhere')
    expect(await refused(changeTask(bob, top, { parentId: elsewhere.id }))).toBe('not_found')
    expect(await refused(makeTask(bob, board, 'mine', { parentId: nobodysTask() }))).toBe('not_found')
    const fourth = await makeTask(bob, board, 'fourth', { parentId: bottom.id })
    const fifth = await makeTask(bob, board, 'fifth', { parentId: fourth.id })
    expect(await refused(makeTask(bob, board, 'sixth', { parentId: fifth.id }))).toBe('invalid_input')
    const [above] = await many('above')
    expect(await refused(changeTask(bob, top, { parentId: above.id }))).toBe('invalid_input')
  })
})

describe('blockers', () => {
  const block = (task: TaskView, ...add: TaskId[]) => changeTask(bob, task, { blockedByIds: { add } })

  it('are tasks that another one waits for, until they are deleted', async () => {
    const [task, first, second] = await many('task', 'first', 'second')
    expect((await block(task, first.id, second.id)).blockedByIds).toEqual([first.id, second.id])
    const ear = await carla.listen()
    await bob.call('tasks.delete', { taskId: first.id })
    expect((await readNow(task.id)).blockedByIds).toEqual([second.id])
    const { event } = await ear.waitFor('tasks.changed')
    expect(event.items).toEqual([{ taskId: task.id, revision: 3, changes: { blockedByIds: [second.id] } }])
    ear.close()
  })

  it('never wait for each other, near or far, also when two close the circle at once', async () => {
    const [one, two, three] = await many('one', 'two', 'three')
    await block(one, two.id)
    await block(two, three.id)
    for (const [task, id] of [
      [one, one.id],
      [two, one.id],
      [three, one.id],
    ] as const)
      expect(await refusalOf(block(task, id))).toMatchObject({ code: 'invalid_input', field: 'blockedByIds' })
    const [left, right] = await many('left', 'right')
    const both = await Promise.allSettled([block(left, right.id), block(right, left.id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('are refused on other boards, and beyond a number', async () => {
    const [task] = await many('task')
    const elsewhere = await makeTask(bob, await makeBoard(bob), 'elsewhere')
    expect(await refused(block(task, elsewhere.id))).toBe('not_found')
    expect(await refused(block(task, nobodysTask()))).toBe('not_found')
  })
})

describe('tasks.changeChecklist', () => {
  type Change = InputOf<'tasks.changeChecklist'>['change']
  const change = (who: Client, taskId: TaskId, change: Change) =>
    who.call('tasks.changeChecklist', { taskId, change })
  const newCheck = () => randomUUID() as CheckId
  const linesOf = async (taskId: TaskId) =>
    (await bob.call('tasks.read', { taskId })).checks.map(
      ({ text, isDone }) => `${isDone ? 'x' : '-'} ${text}`,
    )

  it('refuses a stranger, and those who are not on the board', async () => {
    const [task] = await many('task')
    const input = { taskId: task.id, change: { kind: 'remove' as const, checkId: newCheck() } }
    expect(await refused(ask(app.url, 'tasks.changeChecklist', input))).toBe('not_signed_in')
    expect(await refused(app.owner.call('tasks.changeChecklist', input))).toBe('forbidden')
    const guest = await app.invite('guest')
    expect(await refused(guest.call('tasks.changeChecklist', input))).toBe('not_found')
  })

  it('adds, changes, ticks, moves and removes lines, which the card counts', async () => {
    const [task] = await many('task')
    const [a, b, c] = [newCheck(), newCheck(), newCheck()]
    await change(bob, task.id, { kind: 'add', checkId: a, text: 'first' })
    await change(bob, task.id, { kind: 'add', checkId: b, text: 'second' })
    await change(bob, task.id, { kind: 'add', checkId: c, text: 'on top', afterId: null })
    await change(bob, task.id, { kind: 'add', checkId: c, text: 'on top', afterId: null })
    await change(bob, task.id, { kind: 'edit', checkId: a, text: 'changed' })
    await change(bob, task.id, { kind: 'tick', checkId: b, isDone: true })
    await change(bob, task.id, { kind: 'move', checkId: c, afterId: a })
    expect(await linesOf(task.id)).toEqual(['- changed', '- on top', 'x second'])
    const { task: after } = await change(bob, task.id, { kind: 'remove', checkId: a })
    expect(after).toMatchObject({ checkCount: 2, checkedCount: 1 })
    expect(await refused(change(bob, task.id, { kind: 'tick', checkId: a, isDone: true }))).toBe('not_found')
    await change(bob, task.id, { kind: 'remove', checkId: a })
    expect((await tasksOn(bob, board)).find(({ id }) => id === task.id)).toEqual(after)
  })

  it('two who tick different lines at once undo nothing', async () => {
    const [task] = await many('task')
    const ids = Array.from({ length: 6 }, newCheck)
    for (const [index, checkId] of ids.entries())
      await change(bob, task.id, { kind: 'add', checkId, text: `${index}` })
    await Promise.all(
      ids.map((checkId, index) =>
        change(index % 2 ? bob : carla, task.id, { kind: 'tick', checkId, isDone: true }),
      ),
    )
    expect(await readNow(task.id)).toMatchObject({ checkCount: 6, checkedCount: 6 })
  })
})

describe('tasks.mine', () => {
  const mine = async (who: Client) => (await who.call('tasks.mine', {})).tasks.map(({ title }) => title)

  it('refuses a stranger', async () => {
    expect(await refused(ask(app.url, 'tasks.mine', {}))).toBe('not_signed_in')
  })

  it('lists what one is assigned to over all boards one is on, by when it is due', async () => {
    const dora = await app.invite('member', 'Dora')
    const own = await makeBoard(dora)
    const shared = await makeBoard(bob, {
      home: { kind: 'own', isPublic: false, memberIds: [dora.personId] },
    })
    const assigneeIds = [dora.personId]
    const due = (day: string) => ({ assigneeIds, due: { day, time: null, timeZone: 'UTC' } })
    await makeTask(dora, own, 'some day', { assigneeIds })
    await makeTask(bob, shared, 'later', due('2027-01-02'))
    await makeTask(dora, own, 'sooner', due('2027-01-01'))
    await makeTask(dora, own, 'done', { ...due('2026-12-31'), listId: listOf(own, 2) })
    await makeTask(dora, own, 'of nobody')
    expect(await mine(dora)).toEqual(['done', 'sooner', 'later', 'some day'])
    await bob.call('channels.remove', { channelId: shared.channelId, personId: dora.personId })
    const archived = (await dora.call('tasks.mine', {})).tasks.find(({ title }) => title === 'sooner')
    await dora.call('tasks.archive', { taskId: archived?.id as TaskId, isArchived: true })
    expect(await mine(dora)).toEqual(['done', 'some day'])
  })
})

it('a set may not grow beyond its measure by several additions', async () => {
  const task = await makeTask(bob, board, 'much')
  const blockers = await Promise.all(
    Array.from({ length: 51 }, (_, index) => makeTask(bob, board, `b${index}`)),
  )
  const ids = blockers.map(({ id }) => id)
  const taskId = task.id
  const add = (part: TaskId[]) =>
    bob.call('tasks.update', {
      taskId,
      clientId: newClientId(),
      seenRevision: 1,
      changes: { blockedByIds: { add: part } },
    })
  await add(ids.slice(0, 26))
  expect(await refused(add(ids.slice(25)))).toBe('too_large')
  expect((await add(ids.slice(26, 50))).task.blockedByIds).toHaveLength(50)
})
