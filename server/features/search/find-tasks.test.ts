import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardView } from '../../../contract/boards.ts'
import type { InputOf } from '../../../contract/commands.ts'
import type { CheckId } from '../../../contract/ids.ts'
import type { TestApp } from '../../test/app.ts'
import { changeTask, makeBoard, makeTask } from '../../test/boards.ts'
import type { Client } from '../../test/client.ts'
import { startTestTeam } from '../../test/team.ts'
import { rebuildSearch } from './service.ts'

let app: TestApp
let bob: Client
let carla: Client
let guest: Client
let open: BoardView
let hidden: BoardView
beforeAll(async () => {
  ;({ app, bob, carla } = await startTestTeam())
  guest = await app.invite('guest')
  open = await makeBoard(bob, { key: 'OPEN' })
  hidden = await makeBoard(bob, { key: 'HIDE', home: { kind: 'own', isPublic: false } })
})
afterAll(() => app?.stop())

async function find(who: Client, query: string, more: Partial<InputOf<'search.find'>> = {}) {
  await app.app.listeners.settled()
  return who.call('search.find', { query, kind: 'task', ...more })
}
const names = async (who: Client, query: string, more?: Partial<InputOf<'search.find'>>) =>
  (await find(who, query, more)).hits.map((hit) => (hit.kind === 'task' ? hit.name : hit.kind))

describe('search.find over tasks', () => {
  it('finds them by title, description, checklist and name, and by parts of words of any language', async () => {
    const task = await makeTask(bob, open, 'Wintercover for the dinghy', {
      description: 'Ask the **sailmaker**',
    })
    const check = { kind: 'add' as const, checkId: randomUUID() as CheckId, text: 'measure the 船体' }
    await bob.call('tasks.changeChecklist', { taskId: task.id, change: check })
    const name = `OPEN-${task.number}`
    for (const query of ['wintercover', 'ntercov', 'sailmak', '船体', name.toLowerCase()])
      expect([query, await names(carla, query)]).toEqual([query, [name]])
    const { hits, channels } = await find(carla, 'sailmaker')
    expect(hits[0]).toMatchObject({ kind: 'task', task: { id: task.id }, channelId: open.channelId })
    expect(hits[0]).toMatchObject({ excerpt: expect.arrayContaining([{ text: 'sailmaker', isMatch: true }]) })
    expect(channels.map(({ id }) => id)).toEqual([open.channelId])
    expect(await names(carla, 'wintercover from:bob', { sort: 'time' })).toEqual([name])
    expect(await names(carla, 'wintercover from:carla')).toEqual([])
  })

  it('answers nothing of boards one may not see, to the last letter as for a word that stands nowhere', async () => {
    await makeTask(bob, hidden, 'zeppelin docking')
    expect(await names(bob, 'zeppelin')).toEqual(['HIDE-1'])
    for (const who of [carla, guest, app.owner])
      expect(await find(who, 'zeppelin')).toEqual(await find(who, 'qeppelin'))
    await makeTask(bob, open, 'gondola')
    expect(await names(guest, 'gondola')).toEqual([])
  })

  it('follows what is changed, archived and deleted, at once where words go', async () => {
    const task = await makeTask(bob, open, 'harpoon')
    expect(await names(bob, 'harpoon')).toHaveLength(1)
    const changed = await changeTask(bob, task, { title: 'trident' })
    expect(await bob.call('search.find', { query: 'harpoon', kind: 'task' })).toMatchObject({ hits: [] })
    expect(await names(bob, 'trident')).toHaveLength(1)
    await bob.call('tasks.archive', { taskId: changed.id, isArchived: true })
    expect(await names(bob, 'trident')).toHaveLength(1)
    await bob.call('tasks.delete', { taskId: task.id })
    expect(await bob.call('search.find', { query: 'trident', kind: 'task' })).toMatchObject({ hits: [] })
    await app.app.listeners.settled()
    const rows = await app.context.db.$queryRaw`SELECT FROM search_document WHERE words LIKE '%trident%'`
    expect(rows).toEqual([])
  })

  it('is built anew from what there is', async () => {
    const task = await makeTask(bob, open, 'bathyscaphe')
    await app.app.listeners.settled()
    await app.context.db.$executeRaw`DELETE FROM search_document`
    await app.context.db.$executeRaw`
      INSERT INTO search_document (source_id, kind, at, words) VALUES (uuidv7(), 'task', now(), ' bathyscaphe ')`
    expect(await names(bob, 'bathyscaphe')).toEqual([])
    await rebuildSearch(app.context, { isAnew: true })
    expect(await names(carla, 'bathyscaphe')).toEqual([`OPEN-${task.number}`])
    const rows = await app.context.db.$queryRaw`SELECT FROM search_document WHERE words LIKE '%bathyscaphe%'`
    expect(rows).toHaveLength(1)
  })

  it('finds comments as messages, and neither a board’s own channel nor the task’s empty message', async () => {
    const task = await makeTask(bob, open, 'keelson')
    await bob.send(open.channelId, 'about the keelson', { threadId: task.id as never })
    const messages = await find(bob, 'keelson', { kind: 'message' })
    expect(messages.hits).toHaveLength(1)
    expect((await find(bob, open.name, { kind: 'channel' })).hits).toEqual([])
  })
})
