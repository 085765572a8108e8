// npm run bench -- search [--json] [--messages=1000000] [--questions=400] [--seconds=30]
import { freePort, startDatabase, startServer } from '../server/test/server-process.ts'
import { createPeople, createWorkspace, type LoadPerson } from './load/people.ts'
import { progress, type Row, report } from './load/report.ts'
import { createChannels, fillCompany } from './search/fill.ts'
import { measureBuilding, measureLag, measureSearch } from './search/measure.ts'
import { createQuestions } from './search/questions.ts'
import { createTalk } from './search/talk.ts'

const option = (name: string, usual: number) =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? usual)

const messages = option('messages', 1_000_000)
const allChannels = 500
const ownChannels = 50

const database = await startDatabase()
const rows: Row[] = []
try {
  await createWorkspace(database.url)
  const people = await createPeople(database.url, 300, 'Bench')
  const personIds = people.map(({ personId }) => personId)
  const seeker = people.at(-1) as LoadPerson
  const channelIds = await createChannels(database.url, allChannels, personIds, seeker.personId, ownChannels)
  const talk = createTalk(personIds)
  await fillCompany(database.url, { channelIds, personIds, talk }, messages)
  progress('messages are written; the index is built')
  rows.push(...(await measureBuilding(database.url, messages)))
  const company = {
    languages: talk.languages,
    people: people.map((_, at) => `Bench ${at + 1}`),
    channels: channelIds.map((_, at) => `bench-${at + 1}`),
  }
  const server = await startServer(database.url, await freePort())
  try {
    const questions = createQuestions(company, option('questions', 400))
    rows.push(...(await measureSearch(server.url, seeker, questions)))
    const posters = people.slice(0, 40)
    rows.push(
      ...(await measureLag(
        server.url,
        database.url,
        posters,
        channelIds.slice(0, 100),
        option('seconds', 30),
      )),
    )
    // What was just posted waits in the index's own list: it must not make a search slow.
    const after = await measureSearch(server.url, seeker, questions.slice(0, 100), 'searchAfterPosts')
    rows.push(...after.filter(({ key }) => key === 'searchAfterPostsP95Ms'))
  } finally {
    await server.stop()
  }
} finally {
  await database.stop()
}
report('search', rows)
process.exit(0)
