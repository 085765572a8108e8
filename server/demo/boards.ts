// The demo's boards: what the company is about to do, is doing and has done. Doing it again changes nothing.
import { type BoardView, boards as boardCommands, type LabelColor } from '../../contract/boards.ts'
import type { CheckId, ClientId, LabelId, TaskId } from '../../contract/ids.ts'
import { type Priority, tasks as taskCommands } from '../../contract/tasks.ts'
import type { Context } from '../core/context.ts'
import { saveLabels } from '../features/tasks/boards/change.ts'
import { createBoard } from '../features/tasks/boards/create.ts'
import { changeChecklist } from '../features/tasks/checklist.ts'
import { createTask } from '../features/tasks/create.ts'
import type { Calendar } from './calendar.ts'
import { idOf } from './chance.ts'
import { actorOf, type CastName } from './people.ts'

type DemoTask = {
  title: string
  by: CastName
  list: 0 | 1 | 2
  for?: CastName[]
  labels?: string[]
  priority?: Priority
  /** Days from today. */
  due?: number
  text?: string
  checks?: [text: string, isDone: boolean][]
  /** Workdays ago that it was written down. */
  day: number
}
type DemoBoard = {
  key: string
  name: string
  description: string
  maker: CastName
  members: CastName[]
  labels: [name: string, color: LabelColor][]
  tasks: DemoTask[]
}

const launch: DemoBoard = {
  key: 'PIP',
  name: 'Pip 2 launch',
  description: 'Everything between here and the first parcel',
  maker: 'nadia',
  members: [
    'alice',
    'bob',
    'carla',
    'daniel',
    'greta',
    'haruka',
    'hugo',
    'jonas',
    'lena',
    'oskar',
    'priya',
    'theo',
  ],
  labels: [
    ['Firmware', 'blue'],
    ['App', 'purple'],
    ['Packaging', 'brown'],
    ['Website', 'teal'],
    ['Blocking launch', 'red'],
  ],
  tasks: [
    {
      title: 'Watering plan survives a time zone change',
      by: 'priya',
      list: 0,
      for: ['oskar'],
      labels: ['App', 'Blocking launch'],
      priority: 'high',
      due: 2,
      text: 'Set the phone to **Tokyo**, then back. The plan waters twice on that day.\n\n1. Make a plan for 07:00\n2. Change the zone\n3. Wait for the next morning',
      day: 3,
    },
    {
      title: 'Translate the quick start guide to Portuguese',
      by: 'lena',
      list: 0,
      for: ['carla'],
      labels: ['Packaging'],
      due: 6,
      day: 6,
    },
    {
      title: 'Ask the printer for a proof of the new sleeve',
      by: 'carla',
      list: 0,
      for: ['carla', 'lena'],
      labels: ['Packaging'],
      priority: 'medium',
      due: -1,
      day: 8,
    },
    {
      title: 'Page for the press: pictures, facts, a contact',
      by: 'lena',
      list: 0,
      labels: ['Website'],
      day: 5,
    },
    {
      title: 'Decide whether the leaf light can be switched off',
      by: 'nadia',
      list: 0,
      for: ['alice', 'haruka'],
      labels: ['Firmware'],
      due: 4,
      day: 2,
    },
    { title: 'Prices for France and Benelux', by: 'hugo', list: 0, for: ['theo'], priority: 'low', day: 9 },
    {
      title: 'Battery: two weeks longer in winter mode',
      by: 'haruka',
      list: 1,
      for: ['haruka', 'jonas'],
      labels: ['Firmware', 'Blocking launch'],
      priority: 'urgent',
      due: 1,
      text: 'The radio wakes up every 30 s even when nothing is paired. See the measurements in #engineering.',
      checks: [
        ['Measure the radio alone', true],
        ['Sleep between beacons', true],
        ['Ten nights in the cold box', false],
      ],
      day: 12,
    },
    {
      title: 'Order 4,000 inner trays',
      by: 'jonas',
      list: 1,
      for: ['jonas'],
      labels: ['Packaging'],
      due: 0,
      day: 7,
    },
    {
      title: 'Record the two-minute film',
      by: 'lena',
      list: 1,
      for: ['lena'],
      labels: ['Website'],
      due: 9,
      day: 10,
    },
    {
      title: 'First start without an account',
      by: 'greta',
      list: 1,
      for: ['greta', 'oskar'],
      labels: ['App'],
      priority: 'high',
      day: 11,
    },
    {
      title: 'Choose the green of the lid',
      by: 'carla',
      list: 2,
      for: ['carla'],
      labels: ['Packaging'],
      day: 20,
    },
    {
      title: 'Pairing in under ten seconds',
      by: 'daniel',
      list: 2,
      for: ['haruka', 'oskar'],
      labels: ['Firmware', 'App'],
      priority: 'high',
      day: 24,
    },
    {
      title: 'Reserve the domain for the guide',
      by: 'bob',
      list: 2,
      for: ['bob'],
      labels: ['Website'],
      day: 18,
    },
  ],
}

const office: DemoBoard = {
  key: 'OFF',
  name: 'Office and IT',
  description: 'What the house needs',
  maker: 'bob',
  members: ['alice', 'carla', 'rosa', 'marek', 'theo'],
  labels: [
    ['House', 'orange'],
    ['IT', 'blue'],
  ],
  tasks: [
    {
      title: 'New lock for the bicycle cellar',
      by: 'rosa',
      list: 0,
      for: ['bob'],
      labels: ['House'],
      due: 3,
      day: 4,
    },
    {
      title: 'Renew the certificate of the old mail server',
      by: 'marek',
      list: 0,
      for: ['bob', 'marek'],
      labels: ['IT'],
      priority: 'high',
      due: 5,
      day: 3,
    },
    {
      title: 'Order plants for the second floor',
      by: 'alice',
      list: 0,
      for: ['rosa'],
      labels: ['House'],
      day: 15,
    },
    {
      title: 'Backups: try a restore once a quarter',
      by: 'bob',
      list: 1,
      for: ['bob'],
      labels: ['IT'],
      priority: 'medium',
      due: 8,
      day: 9,
    },
    { title: 'Invoices of October to the tax adviser', by: 'theo', list: 2, for: ['theo', 'alice'], day: 14 },
  ],
}

const dayMs = 86_400_000
const dueOn = (context: Context, days: number) => {
  const day = new Date(context.clock.now().getTime() + days * dayMs).toISOString().slice(0, 10)
  return { day, time: null, timeZone: 'Europe/Berlin' }
}
const at = (context: Context, moment: number): Context => ({
  ...context,
  clock: { now: () => new Date(moment) },
})
const labelIdOf = (board: DemoBoard, name: string) => idOf(`label/${board.key}/${name}`) as LabelId

async function makeTask(
  context: Context,
  calendar: Calendar,
  demo: DemoBoard,
  board: BoardView,
  task: DemoTask,
) {
  const then = at(context, calendar.at(task.day, '10:00'))
  const taskId = idOf(`task/${demo.key}/${task.title}`) as TaskId
  const input = taskCommands.create.input.parse({
    clientId: taskId as string as ClientId,
    boardId: board.id,
    listId: board.lists[task.list]?.id,
    title: task.title,
    description: task.text ?? '',
    assigneeIds: (task.for ?? []).map((name) => actorOf(name).personId),
    labelIds: (task.labels ?? []).map((name) => labelIdOf(demo, name)),
    priority: task.priority ?? 'none',
    due: task.due === undefined ? null : dueOn(context, task.due),
  })
  await createTask(then, actorOf(task.by), input)
  for (const [place, [text, isDone]] of (task.checks ?? []).entries()) {
    const checkId = idOf(`check/${taskId}/${place}`) as CheckId
    await changeChecklist(then, actorOf(task.by), { taskId, change: { kind: 'add', checkId, text } })
    if (isDone)
      await changeChecklist(then, actorOf(task.by), { taskId, change: { kind: 'tick', checkId, isDone } })
  }
}

export async function makeBoards(context: Context, calendar: Calendar): Promise<void> {
  for (const demo of [launch, office]) {
    const maker = actorOf(demo.maker)
    const then = at(context, calendar.at(26, '09:00'))
    const { key, name, description, members, labels } = demo
    const input = boardCommands.create.input.parse({
      clientId: idOf(`board/${key}`),
      name,
      key,
      description,
      home: { kind: 'own', isPublic: true, memberIds: members.map((member) => actorOf(member).personId) },
    })
    const board = await createBoard(then, maker, input)
    await saveLabels(then, maker, {
      boardId: board.id,
      labels: labels.map(([label, color]) => ({ id: labelIdOf(demo, label), name: label, color })),
    })
    // The oldest first: what is said of them has its order.
    for (const task of demo.tasks.toSorted((one, other) => other.day - one.day))
      await makeTask(context, calendar, demo, board, task)
  }
}
