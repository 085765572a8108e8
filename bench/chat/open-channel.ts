// Opening a channel with a long history: the first screen, as the server answers it.
import type { InputOf } from '../../contract/commands.ts'
import { post } from '../load/http.ts'
import { createChannel, createPeople, fillChannel, type LoadPerson } from '../load/people.ts'
import { percentile, progress, type Row } from '../load/report.ts'

const history = 100_000
const opens = 300

export async function measureOpenChannel(url: string, databaseUrl: string): Promise<Row[]> {
  progress(`open: a channel with ${history} messages`)
  const people = await createPeople(databaseUrl, 20, 'Reader')
  const channelId = await createChannel(
    databaseUrl,
    'long-history',
    people.map(({ personId }) => personId),
  )
  await fillChannel(databaseUrl, channelId, (people[0] as LoadPerson).personId, history)
  const time = async (at: InputOf<'messages.list'>['at']) => {
    const times: number[] = []
    for (let n = 0; n < opens; n += 1) {
      const { token } = people[n % people.length] as LoadPerson
      const startedAt = performance.now()
      const page = await post(url, token, 'messages.list', { channelId, at, limit: 50 })
      times.push(performance.now() - startedAt)
      if (page.messages.length !== 50) throw new Error(`a page of ${page.messages.length}`)
    }
    return percentile(times, 0.95)
  }
  return [
    { key: 'openChannelP95Ms', value: await time({ kind: 'newest' }), goal: { most: 50 } },
    {
      key: 'jumpToMiddleP95Ms',
      value: await time({ kind: 'around', position: history / 2 }),
      goal: { most: 50 },
    },
  ]
}
