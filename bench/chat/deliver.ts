// Send call → another client has it: 1,000 connected people, 50 channels, 10 posts a second, a minute.
import { randomUUID } from 'node:crypto'
import type { Entry, EventOf } from '../../contract/events.ts'
import type { ChannelId, ClientId, PersonId } from '../../contract/ids.ts'
import { post } from '../load/http.ts'
import { type LightSocket, openLightSocket } from '../load/light-socket.ts'
import { createChannel, createPeople, type LoadPerson } from '../load/people.ts'
import { percentile, progress, type Row } from '../load/report.ts'

const people = 1000
const channels = 50
const channelsPerPerson = 5
const postsPerSecond = 10

type Seen = {
  personId: PersonId
  channelId: ChannelId
  number: number
  clientId: string
  latencyMs: number | null
}

/** Everybody is in five channels, a hundred in each. */
async function seed(databaseUrl: string) {
  const all = await createPeople(databaseUrl, people, 'Deliver')
  const membersOf = Array.from({ length: channels }, (_, channel) =>
    all.filter((_person, index) => (channel - index + channels * people) % channels < channelsPerPerson),
  )
  const ids: ChannelId[] = []
  for (const [index, members] of membersOf.entries()) {
    ids.push(
      await createChannel(
        databaseUrl,
        `deliver-${index}`,
        members.map(({ personId }) => personId),
      ),
    )
  }
  return { all, membersOf, ids }
}

function judge(
  seen: Seen[],
  sent: Map<string, { channelId: ChannelId }>,
  membersOf: Map<ChannelId, PersonId[]>,
) {
  const copies = new Map<string, number>()
  const last = new Map<string, number>()
  let reordered = 0
  for (const { personId, channelId, number, clientId } of seen) {
    copies.set(`${personId}/${clientId}`, (copies.get(`${personId}/${clientId}`) ?? 0) + 1)
    const key = `${personId}/${channelId}`
    if (number < (last.get(key) ?? 0)) reordered += 1
    last.set(key, Math.max(number, last.get(key) ?? 0))
  }
  let lost = 0
  for (const [clientId, { channelId }] of sent) {
    for (const personId of membersOf.get(channelId) ?? [])
      if (!copies.has(`${personId}/${clientId}`)) lost += 1
  }
  return { lost, reordered, duplicated: [...copies.values()].filter((count) => count > 1).length }
}

/** Sends at an even pace and resolves when everything sent has arrived everywhere, or 10 s after the last post. */
export async function measureDelivery(url: string, databaseUrl: string, seconds: number): Promise<Row[]> {
  progress(`deliver: ${people} people, ${channels} channels, ${postsPerSecond} posts/s, ${seconds} s`)
  const { all, membersOf, ids } = await seed(databaseUrl)
  const sent = new Map<string, { channelId: ChannelId; at: number; authorId: PersonId }>()
  const seen: Seen[] = []
  const hear = (person: LoadPerson) => (entries: Entry[]) => {
    const now = performance.now()
    for (const { event, number } of entries) {
      if (event.type !== 'message.sent') continue
      const { clientId, channelId } = (event as EventOf<'message.sent'>).message
      const origin = sent.get(clientId)
      const latencyMs = origin && origin.authorId !== person.personId ? now - origin.at : null
      seen.push({ personId: person.personId, channelId, number, clientId, latencyMs })
    }
  }
  const sockets: LightSocket[] = []
  for (let from = 0; from < all.length; from += 50) {
    const some = all
      .slice(from, from + 50)
      .map((person) => openLightSocket(url, person.token, { entries: hear(person) }))
    await Promise.all(some.map(({ ready }) => ready))
    sockets.push(...some)
  }
  const answers: Promise<unknown>[] = []
  const total = seconds * postsPerSecond
  const startedAt = performance.now()
  for (let n = 0; n < total; n += 1) {
    const wait = startedAt + (n * 1000) / postsPerSecond - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const channel = n % channels
    const members = membersOf[channel] as LoadPerson[]
    const author = members[(n * 7) % members.length] as LoadPerson
    const channelId = ids[channel] as ChannelId
    const clientId = randomUUID() as ClientId
    sent.set(clientId, { channelId, at: performance.now(), authorId: author.personId })
    answers.push(post(url, author.token, 'messages.send', { clientId, channelId, body: `Post ${n}` }))
  }
  await Promise.all(answers)
  const wanted = [...sent.values()].reduce(
    (sum, { channelId }) => sum + (membersOf[ids.indexOf(channelId)]?.length ?? 0),
    0,
  )
  const until = performance.now() + 10_000
  while (seen.length < wanted && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 50))
  for (const socket of sockets) socket.cut()
  const verdict = judge(
    seen,
    sent,
    new Map(ids.map((id, index) => [id, (membersOf[index] ?? []).map(({ personId }) => personId)])),
  )
  const latencies = seen.flatMap(({ latencyMs }) => latencyMs ?? [])
  return [
    {
      key: 'deliverP50Ms',
      value: percentile(latencies, 0.5),
      goal: { most: 20 },
      note: `${latencies.length} deliveries`,
    },
    { key: 'deliverP99Ms', value: percentile(latencies, 0.99), goal: { most: 100 } },
    { key: 'deliverP999Ms', value: percentile(latencies, 0.999), goal: { most: 250 } },
    { key: 'lost', value: verdict.lost, goal: { most: 0 } },
    { key: 'duplicated', value: verdict.duplicated, goal: { most: 0 } },
    { key: 'reordered', value: verdict.reordered, goal: { most: 0 } },
  ]
}
