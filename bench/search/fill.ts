// A company's years of talk, written straight into the database: half a thousand channels, a few of them loud.
import type { ChannelId, PersonId } from '../../contract/ids.ts'
import { withConnection } from '../load/people.ts'
import { progress } from '../load/report.ts'
import type { createTalk } from './talk.ts'

const atATime = 5000
const years = 3
const yearMs = 365.25 * 86_400_000

export type Company = { channelIds: ChannelId[]; personIds: PersonId[]; talk: ReturnType<typeof createTalk> }

/** A time-ordered id (RFC 9562, version 7) as the database makes them, but of a day in the past. */
function idAt(ms: number, serial: number): string {
  const time = ms.toString(16).padStart(12, '0')
  const tail = serial.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${tail.slice(6)}${'0'.repeat(6)}`
}

export async function createChannels(
  url: string,
  count: number,
  personIds: PersonId[],
  own: PersonId,
  ownCount: number,
) {
  return withConnection(url, async (client) => {
    const { rows } = await client.query<{ id: ChannelId }>(
      `INSERT INTO channel (kind, name, created_by_id, member_count)
      SELECT 'private', 'bench-' || n, $1, 40 FROM generate_series(1, $2::int) n RETURNING id`,
      [personIds[0], count],
    )
    const channelIds = rows.map(({ id }) => id)
    // Every tenth one: loud and quiet ones alike.
    const joined = channelIds.filter((_, at) => at % Math.floor(count / ownCount) === 0).slice(0, ownCount)
    await client.query(
      `INSERT INTO membership (channel_id, person_id) SELECT c, p FROM unnest($1::uuid[]) c, unnest($2::uuid[]) p`,
      [channelIds, personIds.slice(0, 40).filter((id) => id !== own)],
    )
    await client.query(
      'INSERT INTO membership (channel_id, person_id) SELECT unnest($1::uuid[]), $2 ON CONFLICT DO NOTHING',
      [joined, own],
    )
    return channelIds
  })
}

export async function fillCompany(url: string, company: Company, count: number): Promise<void> {
  const { channelIds, personIds, talk } = company
  const { chance } = talk
  const end = Date.now() - 60_000
  const heads = new Map<ChannelId, number>()
  const newest = new Map<ChannelId, string>()
  await withConnection(url, async (client) => {
    for (let done = 0; done < count; done += atATime) {
      const size = Math.min(atATime, count - done)
      const rows = Array.from({ length: size }, (_, at) => {
        const serial = done + at
        // They write more every year.
        const share = Math.sqrt(serial / count)
        const sentAt = Math.floor(end - (1 - share) * years * yearMs)
        // Loud and quiet channels: the loudest has a seventh of everything.
        const channelId = channelIds[Math.floor(channelIds.length ** chance()) - 1] as ChannelId
        const number = (heads.get(channelId) ?? 0) + 1
        heads.set(channelId, number)
        const id = idAt(sentAt, serial)
        const root = newest.get(channelId)
        const threadId = root && chance() < 0.15 ? root : null
        if (!threadId) newest.set(channelId, id)
        return {
          id,
          channelId,
          number,
          threadId,
          authorId: talk.one(personIds),
          body: talk.body(),
          sentAt: new Date(sentAt),
        }
      })
      await client.query(
        `INSERT INTO message (id, channel_id, number, position, author_id, client_id, body, sent_at, thread_id)
        SELECT id, channel_id, number, number, author_id, id, body, sent_at, thread_id FROM unnest($1::uuid[], $2::uuid[],
          $3::int[], $4::uuid[], $5::text[], $6::timestamptz[], $7::uuid[]) AS t(id, channel_id, number, author_id, body, sent_at, thread_id)`,
        [
          rows.map((row) => row.id),
          rows.map((row) => row.channelId),
          rows.map((row) => row.number),
          rows.map((row) => row.authorId),
          rows.map((row) => row.body),
          rows.map((row) => row.sentAt),
          rows.map((row) => row.threadId),
        ],
      )
      if (done % 200_000 === 0)
        progress(`${done.toLocaleString('en')} of ${count.toLocaleString('en')} messages written`)
    }
    await client.query(
      `UPDATE channel c SET last_position = t.head, last_message_at = now() FROM unnest($1::uuid[], $2::int[]) AS t(id, head) WHERE c.id = t.id`,
      [[...heads.keys()], [...heads.values()]],
    )
    await client.query(
      `INSERT INTO stream (name, head, floor) SELECT 'channel:' || id, head, head FROM unnest($1::uuid[], $2::int[]) AS t(id, head)`,
      [[...heads.keys()], [...heads.values()]],
    )
    await client.query('VACUUM (ANALYZE) message')
  })
}
