// npm run bench -- faults [--json] [--messages=20000]
// Fifty clients write while the server is killed with -9, clients are cut and answers are dropped.
import type { ChannelId } from '../contract/ids.ts'
import { freePort, startDatabase, startServer } from '../server/test/server-process.ts'
import { FaultClient } from './faults/fault-client.ts'
import { judge } from './faults/verdict.ts'
import { post } from './load/http.ts'
import { createChannel, createPeople, createWorkspace, type LoadPerson } from './load/people.ts'
import { progress, report } from './load/report.ts'

const clientCount = 50
const channelCount = 5
const killEvery = 3000
const dropShare = 0.05
const cutEveryMs = 150
const settleMostMs = 60_000

const messages = Number(
  process.argv.find((argument) => argument.startsWith('--messages='))?.split('=')[1] ?? 20_000,
)
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const database = await startDatabase()
const port = await freePort()
const start = () => startServer(database.url, port, { SWEEP_INTERVAL_MS: '500' })
let server = await start()
await createWorkspace(database.url)
const people = await createPeople(database.url, clientCount, 'Fault')
const ids = people.map(({ personId }) => personId)
const channels: ChannelId[] = []
for (let index = 0; index < channelCount; index += 1)
  channels.push(await createChannel(database.url, `faults-${index}`, ids))
const clients = people.map((person) => new FaultClient(server.url, person))
await Promise.all(clients.map((client) => client.start()))

let acknowledged = 0
let kills = 0
let cuts = 0
let killing: Promise<void> = Promise.resolve()

async function killAndRestart() {
  kills += 1
  await server.kill()
  await sleep(100 + Math.random() * 400)
  server = await start()
  progress(`killed with -9 (${kills}), back; ${acknowledged} of ${messages} acknowledged`)
}
const cutting = setInterval(() => {
  cuts += 1
  clients[Math.floor(Math.random() * clients.length)]?.cut()
}, cutEveryMs)

/** One client's day: writes everywhere, mentions somebody now and then, reads now and then. */
async function live(client: FaultClient, count: number) {
  for (let n = 0; n < count; n += 1) {
    const channelId = channels[Math.floor(Math.random() * channelCount)] as ChannelId
    const mention = Math.random() < 0.05 ? ` <@${(people[n % people.length] as LoadPerson).personId}>` : ''
    await client.send(channelId, `Message ${n}${mention}`, Math.random() < dropShare)
    acknowledged += 1
    if (acknowledged % killEvery === 0 && acknowledged < messages) killing = killing.then(killAndRestart)
    if (Math.random() < 0.02) await client.markRead(channelId)
  }
}

/** Everybody is up to date once their cursors are the server's and two looks agree. */
async function settle() {
  const until = performance.now() + settleMostMs
  for (const client of clients) {
    let same = 0
    while (same < 2 && performance.now() < until) {
      const { cursors } = await post(client.url, client.person.token, 'sync.start', {})
      const own = client.cursors()
      same = Object.entries(cursors).every(([stream, head]) => own[stream] === head) ? same + 1 : 0
      if (same < 2) await sleep(200)
    }
  }
}

const startedAt = performance.now()
await Promise.all(clients.map((client) => live(client, Math.ceil(messages / clientCount))))
await killing
clearInterval(cutting)
progress('all sent; waiting until everybody has caught up')
await settle()
const seconds = (performance.now() - startedAt) / 1000
const verdict = await judge(database.url, clients)
const repeats = clients.reduce((sum, client) => sum + client.repeats, 0)
for (const client of clients) client.stop()
await server.stop()
await database.stop()
report('faults', [
  {
    key: 'messages',
    value: acknowledged,
    goal: { least: messages },
    note: `${clientCount} clients, ${channelCount} channels, ${Math.round(seconds)} s`,
  },
  { key: 'kills', value: kills, note: 'kill -9 of the server' },
  { key: 'cuts', value: cuts, note: 'sockets cut' },
  { key: 'repeatedRequests', value: repeats, note: 'answers lost or refused by a dead server' },
  { key: 'lost', value: verdict.lost, goal: { most: 0 } },
  { key: 'duplicated', value: verdict.duplicated, goal: { most: 0 } },
  { key: 'reordered', value: verdict.reordered, goal: { most: 0 } },
  { key: 'wrongUnread', value: verdict.wrongUnread, goal: { most: 0 } },
])
process.exit(Object.values(verdict).every((count) => count === 0) ? 0 : 1)
