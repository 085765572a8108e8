// Compares what every client shows in the end with what the server holds.
import type { ChannelId } from '../../contract/ids.ts'
import { post } from '../load/http.ts'
import { withConnection } from '../load/people.ts'
import type { FaultClient } from './fault-client.ts'

export type Verdict = { lost: number; duplicated: number; reordered: number; wrongUnread: number }

/** clientIds of every channel in the server's order. */
async function readTruth(databaseUrl: string): Promise<Map<ChannelId, string[]>> {
  const { rows } = await withConnection(databaseUrl, (client) =>
    client.query<{ channel_id: ChannelId; client_ids: string[] }>(
      'SELECT channel_id, array_agg(client_id ORDER BY number) AS client_ids FROM message GROUP BY channel_id',
    ),
  )
  return new Map(rows.map(({ channel_id, client_ids }) => [channel_id, client_ids]))
}

/** How many of `wanted` are absent, repeated, or out of `wanted`'s order in `got`. */
function compare(wanted: string[], got: string[]) {
  const places = new Map(wanted.map((id, place) => [id, place]))
  const seen = new Set<string>()
  let duplicated = 0
  let reordered = 0
  let last = -1
  for (const id of got) {
    if (seen.has(id)) duplicated += 1
    seen.add(id)
    const place = places.get(id) ?? -1
    if (place < last) reordered += 1
    last = Math.max(last, place)
  }
  return { lost: wanted.filter((id) => !seen.has(id)).length, duplicated, reordered }
}

async function countWrongUnread(client: FaultClient): Promise<number> {
  const state = await post(client.url, client.person.token, 'sync.start', {})
  let wrong = 0
  for (const { channel, state: stands, membership } of state.channels) {
    const shown = client.channels.get(channel.id)
    const mentions = [...(shown?.mentions ?? [])]
      .filter((position) => position > (shown?.readPosition ?? 0))
      .sort((a, b) => a - b)
    const isRight =
      shown?.lastPosition === stands.lastPosition &&
      shown.readPosition === membership.readPosition &&
      mentions.join() === membership.mentionPositions.slice(-mentions.length || undefined).join()
    if (!isRight) wrong += 1
  }
  return wrong
}

export async function judge(databaseUrl: string, clients: FaultClient[]): Promise<Verdict> {
  const truth = await readTruth(databaseUrl)
  const verdict: Verdict = { lost: 0, duplicated: 0, reordered: 0, wrongUnread: 0 }
  const add = ({ lost, duplicated, reordered }: Omit<Verdict, 'wrongUnread'>) => {
    verdict.lost += lost
    verdict.duplicated += duplicated
    verdict.reordered += reordered
  }
  for (const client of clients) {
    for (const [channelId, { log }] of client.channels) add(compare(truth.get(channelId) ?? [], log))
    // What somebody sent stands on the server once, in the order of sending.
    for (const [channelId, sent] of client.sent) {
      const own = new Set<string>(sent)
      add(
        compare(
          sent,
          (truth.get(channelId) ?? []).filter((id) => own.has(id)),
        ),
      )
    }
    verdict.wrongUnread += await countWrongUnread(client)
  }
  return verdict
}
