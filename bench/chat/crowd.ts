// Five thousand people in one channel: what an idle socket costs, when the last one hears an announcement, and how
// long it takes until all are back after all were cut at once.
import { randomUUID } from 'node:crypto'
import { channelStream, type Entry, type StreamName, userStream } from '../../contract/events.ts'
import type { ChannelId, ClientId } from '../../contract/ids.ts'
import { readMetric } from '../../server/test/server-process.ts'
import { Follower } from '../load/follower.ts'
import { post } from '../load/http.ts'
import { type LightSocket, openLightSocket } from '../load/light-socket.ts'
import { createChannel, createPeople, type LoadPerson } from '../load/people.ts'
import { percentile, progress, type Row } from '../load/report.ts'

const crowdSize = 5000
const announcements = 30
const missedWhileCut = 20
/** As the client spreads its first try (renderer/data/backoff.ts). */
const firstRetryMs = 1000

type Member = { person: LoadPerson; follower: Follower; socket: LightSocket | null; heard: number }

const memory = (url: string) => readMetric(url, 'nucleus_process_resident_memory_bytes')
const until = async (isDone: () => boolean, mostMs: number) => {
  const end = performance.now() + mostMs
  while (!isDone() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 5))
  return isDone()
}

class Crowd {
  readonly url: string
  readonly channelId: ChannelId
  readonly stream: StreamName
  readonly members: Member[]
  arrivedAt: number[] = []
  constructor(url: string, channelId: ChannelId, people: LoadPerson[]) {
    this.url = url
    this.channelId = channelId
    this.stream = channelStream(channelId)
    this.members = people.map((person) => ({
      person,
      follower: new Follower([
        [this.stream, 0],
        [userStream(person.personId), 0],
        ['workspace' as StreamName, 0],
        ['directory' as StreamName, 0],
      ]),
      socket: null,
      heard: 0,
    }))
  }
  hear(member: Member, entries: Entry[]) {
    for (const { event } of member.follower.take(entries)) {
      if (event.type !== 'message.sent') continue
      member.heard += 1
      this.arrivedAt.push(performance.now())
    }
  }
  /** One member's way back, as the client goes it: socket, ready, one catch-up; live entries wait meanwhile. */
  async connect(member: Member): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      let held: Entry[] | null = []
      const socket = openLightSocket(this.url, member.person.token, {
        entries: (entries) => (held ? held.push(...entries) : this.hear(member, entries)),
      })
      try {
        await socket.ready
        member.socket = socket
        const cursors = Object.fromEntries(member.follower.cursors)
        const missed = await post(this.url, member.person.token, 'sync.catchUp', { cursors } as never)
        this.hear(member, missed.entries)
        const waited = held
        held = null
        // What came both ways is no duplicate of the server's making.
        this.hear(
          member,
          waited.filter(({ stream, number }) => number > (member.follower.cursors.get(stream) ?? 0)),
        )
        return
      } catch {
        socket.cut()
        if (attempt > 20) throw new Error('a client could not come back in 20 tries')
        await new Promise((resolve) =>
          setTimeout(resolve, Math.random() * Math.min(30_000, firstRetryMs * 2 ** attempt)),
        )
      }
    }
  }
  async connectAll() {
    for (let from = 0; from < this.members.length; from += 100) {
      await Promise.all(this.members.slice(from, from + 100).map((member) => this.connect(member)))
    }
  }
  send(n: number) {
    const { token } = (this.members[n % this.members.length] as Member).person
    return post(this.url, token, 'messages.send', {
      clientId: randomUUID() as ClientId,
      channelId: this.channelId,
      body: `Announcement ${n}`,
    })
  }
  everybodyHas = (count: number) => this.members.every(({ heard }) => heard >= count)
}

async function announce(crowd: Crowd): Promise<number[]> {
  const last: number[] = []
  for (let n = 0; n < announcements; n += 1) {
    crowd.arrivedAt = []
    const startedAt = performance.now()
    await crowd.send(n)
    if (!(await until(() => crowd.arrivedAt.length >= crowdSize, 10_000)))
      throw new Error('an announcement did not reach everybody')
    last.push((crowd.arrivedAt.at(-1) as number) - startedAt)
  }
  return last
}

async function cutAndReturn(crowd: Crowd): Promise<number> {
  for (const { socket } of crowd.members) socket?.cut()
  for (let n = 0; n < missedWhileCut; n += 1) await crowd.send(n)
  const startedAt = performance.now()
  await Promise.all(
    crowd.members.map(async (member) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * firstRetryMs))
      await crowd.connect(member)
    }),
  )
  await until(() => crowd.everybodyHas(announcements + missedWhileCut), 60_000)
  return (performance.now() - startedAt) / 1000
}

export async function measureCrowd(url: string, databaseUrl: string): Promise<Row[]> {
  progress(`crowd: ${crowdSize} people in one channel`)
  const people = await createPeople(databaseUrl, crowdSize, 'Crowd')
  const crowd = new Crowd(
    url,
    await createChannel(
      databaseUrl,
      'crowd',
      people.map(({ personId }) => personId),
    ),
    people,
  )
  const before = await memory(url)
  await crowd.connectAll()
  await new Promise((resolve) => setTimeout(resolve, 3000))
  const idleSocketKb = ((await memory(url)) - before) / crowdSize / 1024
  progress('crowd: announcing')
  const last = await announce(crowd)
  progress('crowd: cut and back')
  const seconds = await cutAndReturn(crowd)
  const wanted = announcements + missedWhileCut
  const lost = crowd.members.reduce((sum, { heard }) => sum + Math.max(0, wanted - heard), 0)
  const doubled = crowd.members.reduce(
    (sum, { heard, follower }) => sum + Math.max(0, heard - wanted) + follower.duplicated,
    0,
  )
  for (const { socket } of crowd.members) socket?.cut()
  return [
    {
      key: 'announceLastP99Ms',
      value: percentile(last, 0.99),
      goal: { most: 500 },
      note: `median ${Math.round(percentile(last, 0.5))} ms`,
    },
    {
      key: 'reconnectAllSeconds',
      value: seconds,
      goal: { most: 30 },
      note: `${crowdSize} clients, ${missedWhileCut} messages missed by each`,
    },
    { key: 'reconnectLost', value: lost, goal: { most: 0 } },
    { key: 'reconnectDoubled', value: doubled, goal: { most: 0 } },
    { key: 'idleSocketKb', value: idleSocketKb, goal: { most: 40 } },
  ]
}
