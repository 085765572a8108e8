// The demo company on a real server, and a token for each of its people.
import { createHash, randomBytes } from 'node:crypto'
import type { ChannelId, PersonId } from '../../contract/ids.ts'
import { ask } from '../../server/test/client.ts'
import { freePort, startDatabase, startServer } from '../../server/test/server-process.ts'
import { type LoadPerson, withConnection } from '../load/people.ts'

/** A conversation of the viewer's, and who else may write in it. */
export type Room = { id: ChannelId; others: LoadPerson[] }
export type Wishes = {
  /** For profiles; the caller's, who removes it. */
  folder: string
  starts: number
  switches: number
  idleMs: number
}
export type Stage = Wishes & {
  url: string
  viewer: LoadPerson
  /** Where the viewer is. */
  open: Room
  /** All others that the viewer has and that aren't archived. */
  elsewhere: Room[]
  close: () => Promise<void>
}

const viewerEmail = 'alice@tautropf.example'
const openName = 'general'
const fillMs = 180_000

/** The demo's last act gives the workspace its real name (server/demo/demo.ts). */
async function whenFilled(url: string): Promise<void> {
  const until = performance.now() + fillMs
  while (performance.now() < until) {
    const { name } = await ask(url, 'workspace.peek', {})
    if (name && !name.includes('not complete')) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`the demo was not filled in ${fillMs} ms`)
}

/** Only three of the demo's people have a password: a session for everybody, written as a sign-in would. */
async function signInAll(databaseUrl: string): Promise<{ email: string | null; person: LoadPerson }[]> {
  return withConnection(databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: PersonId; email: string | null }>(
      'SELECT id, email FROM person WHERE is_active ORDER BY id',
    )
    const signedIn = []
    for (const { id, email } of rows) {
      const token = randomBytes(32).toString('base64url')
      await client.query(
        `INSERT INTO session (person_id, token_hash, kind, expires_at) VALUES ($1, $2, 'token', now() + interval '1 day')`,
        [id, createHash('sha256').update(token).digest()],
      )
      signedIn.push({ email, person: { personId: id, token } })
    }
    return signedIn
  })
}

/** Who is in which of the viewer's conversations. */
async function roomsOf(
  databaseUrl: string,
  viewer: LoadPerson,
  people: LoadPerson[],
): Promise<(Room & { name: string | null })[]> {
  return withConnection(databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: ChannelId; name: string | null; members: PersonId[] }>(
      `SELECT c.id, c.name, array_agg(m.person_id) AS members FROM channel c JOIN membership m ON m.channel_id = c.id
       WHERE NOT c.is_archived AND NOT c.is_board GROUP BY c.id HAVING $1 = ANY(array_agg(m.person_id)) ORDER BY c.name, c.id`,
      [viewer.personId],
    )
    return rows.map(({ id, name, members }) => ({
      id,
      name,
      others: people.filter(({ personId }) => personId !== viewer.personId && members.includes(personId)),
    }))
  })
}

export async function openStage(wishes: Wishes): Promise<Stage> {
  const database = await startDatabase()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = await startServer(database.url, port, { PUBLIC_URL: url }, ['--demo'])
  await whenFilled(url)
  const everybody = await signInAll(database.url)
  const viewer = everybody.find(({ email }) => email === viewerEmail)?.person
  if (!viewer) throw new Error(`the demo has no ${viewerEmail}`)
  const rooms = await roomsOf(
    database.url,
    viewer,
    everybody.map(({ person }) => person),
  )
  const open = rooms.find(({ name }) => name === openName)
  if (!open) throw new Error(`the demo has no channel ${openName}`)
  return {
    ...wishes,
    url,
    viewer,
    open,
    elsewhere: rooms.filter((room) => room !== open && room.others.length > 0),
    async close() {
      await server.stop()
      await database.stop()
    },
  }
}
