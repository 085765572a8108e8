// npm start -- --demo: a made-up company with a few months of talk, to look around in.
//
// The workspace and its people come in one commit, under a name that says that the demo is not complete; the last act
// gives it its real name. A start that finds the first name goes on filling: the workspace's date tells the plan, and
// doing a step again changes nothing.

import { workspaceStream } from '../../contract/events.ts'
import type { App } from '../app.ts'
import type { Context } from '../core/context.ts'
import { sqlState, uniqueViolation } from '../core/db.ts'
import { say, step } from '../core/step.ts'
import { createPerson, setPicture, setStatus } from '../features/people/service.ts'
import { hashNewPassword } from '../features/sessions/service.ts'
import { renameWorkspace } from '../features/workspace/service.ts'
import { inTransaction } from '../journal/journal.ts'
import { arrange } from './arrange.ts'
import { makeBoards } from './boards.ts'
import { createCalendar } from './calendar.ts'
import { findWorkspace, insertWorkspace, setActivityByTalk, setDatesByTalk } from './db.ts'
import { playTalk } from './fill.ts'
import {
  actorOf,
  cast,
  castNames,
  companyName,
  demoPassword,
  emailOf,
  personIdOf,
  players,
} from './people.ts'
import { paintPicture } from './pictures.ts'
import { routineScenes } from './routine.ts'
import { scenes } from './talk/scenes.ts'

const unfinishedName = `${companyName} (demo, not complete yet)`
/** Before the first scene. */
const foundedBeforeMs = 120 * 86_400_000

function printSignIns() {
  const rows = players.map((name) => [emailOf(name), cast[name].role, demoPassword])
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)))
  say(`\n${companyName} is a made-up company to look around in. Sign in as one of them:`)
  for (const row of rows) say(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`)
}

/** The workspace and everybody, all or nothing. */
async function found(context: Context, foundedAt: Date): Promise<void> {
  const calendar = createCalendar(foundedAt.getTime() + foundedBeforeMs)
  const passwordHash = await hashNewPassword(context, demoPassword)
  const then: Context = { ...context, clock: { now: () => foundedAt } }
  await inTransaction(then, personIdOf('alice'), async (tx, record) => {
    await insertWorkspace(tx, unfinishedName, foundedAt)
    record(workspaceStream, {
      type: 'workspace.changed',
      workspace: { name: unfinishedName, mailExcerpts: false, revision: 1 },
    })
    for (const name of castNames) {
      const { kind = 'person', joinedDay, name: fullName, title, timeZone, role } = cast[name]
      const joinedAt = joinedDay === undefined ? foundedAt : new Date(calendar.at(joinedDay, '08:20'))
      await createPerson({ ...context, clock: { now: () => joinedAt } }, tx, record, {
        id: personIdOf(name),
        kind,
        name: fullName,
        title,
        timeZone,
        role,
        email: kind === 'bot' ? null : emailOf(name),
        passwordHash: players.includes(name) ? passwordHash : null,
      })
    }
  })
}

async function dressPeople(context: Context): Promise<void> {
  for (const [place, name] of castNames.entries()) {
    const { status, hasPicture } = cast[name]
    // The golden angle keeps the colours of any few of them apart.
    if (hasPicture) await setPicture(context, actorOf(name), paintPicture(name, (place * 137.5) % 360))
    if (status)
      await setStatus(context, actorOf(name), { emoji: status[0], text: status[1], expiresAt: null })
  }
}

async function fill(app: App, foundedAt: Date): Promise<void> {
  const { context } = app
  const calendar = createCalendar(foundedAt.getTime() + foundedBeforeMs)
  const filled = await playTalk(context, calendar, [...scenes, ...routineScenes()])
  await makeBoards(context, calendar)
  await dressPeople(context)
  await setDatesByTalk(context.db)
  await app.listeners.settled()
  await arrange(app, filled)
  await app.listeners.settled()
  await setActivityByTalk(context.db)
  await renameWorkspace(context, actorOf('alice'), companyName)
}

/** Two servers may be started at once on one database: whoever comes second fills what the first one founded. */
async function foundOnce(context: Context): Promise<void> {
  const foundedAt = new Date(context.clock.now().getTime() - foundedBeforeMs)
  await found(context, foundedAt).catch((error) => {
    if (sqlState(error) !== uniqueViolation) throw error
  })
}

/**
 * Makes the demo when there is no workspace yet, or completes one that was cut off, and prints whom one can sign in as.
 * A real workspace stays as it is; then one sentence says so.
 */
export async function openDemo(app: App): Promise<void> {
  const { context } = app
  const alice = personIdOf('alice')
  if (!(await findWorkspace(context.db, alice))) await foundOnce(context)
  const workspace = await findWorkspace(context.db, alice)
  if (!workspace?.isDemo) {
    say(
      `  The demo needs an empty data folder; this one holds the workspace "${workspace?.name}", which stays as it is.`,
    )
    return
  }
  if (workspace.name === unfinishedName) {
    await step('demo', () => fill(app, workspace.createdAt))
  }
  printSignIns()
}
