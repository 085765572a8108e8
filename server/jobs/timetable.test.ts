// The real server, killed with -9 around the moments that people chose: what they timed comes, and comes once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId } from '../../contract/ids.ts'
import { newClientId } from '../test/client.ts'
import { startKillable } from '../test/killable.ts'

let place: Awaited<ReturnType<typeof startKillable>>
let channelId: ChannelId

const hourMs = 3_600_000
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()
const passed = (at: string | number) => () => Date.now() > new Date(at).getTime()
const listed = async () => (await place.owner.call('scheduled.list', {})).scheduled.length

async function schedule(body: string, sendAt: string) {
  const clientId = newClientId()
  const { scheduled } = await place.owner.call('scheduled.create', { clientId, channelId, body, sendAt })
  return { ...scheduled, clientId }
}

/** By their text: whatever clientId a second one would have, it counts. */
async function sentCount(like: string): Promise<number | undefined> {
  const rows = await place.sql<{ n: number }>('SELECT count(*)::int AS n FROM message WHERE body LIKE $1', [
    like,
  ])
  return rows[0]?.n
}

beforeAll(async () => {
  place = await startKillable()
  const { joined } = await place.owner.call('channels.create', { kind: 'public', name: 'talk' })
  channelId = joined.channel.id
}, 120_000)
afterAll(() => place.stop(), 30_000)

describe('after kill -9', { timeout: 90_000 }, () => {
  test('in the middle of sending a crowd of scheduled messages, each is sent once', async () => {
    const sendAt = inMs(8000)
    const crowd = 60
    for (let index = 0; index < crowd; index += 1) await schedule(`crowd ${index}`, sendAt)
    // At the sight of the first: some are sent and still scheduled, some only scheduled.
    await expect.poll(() => sentCount('crowd %'), { interval: 5, timeout: 20_000 }).toBeGreaterThan(0)
    await place.restart()
    await expect.poll(() => sentCount('crowd %'), { timeout: 20_000 }).toBe(crowd)
    await expect.poll(listed, { timeout: 20_000 }).toBe(0)
    expect(await sentCount('crowd %')).toBe(crowd)
  })

  test('between sending and settling, the message stays one', async () => {
    const { clientId, id } = await schedule('once', inMs(hourMs))
    // As a crash between the two commits leaves it: the message is there, its row too, and due.
    await place.owner.send(channelId, 'once', { clientId })
    await place.restart(() => place.sql('UPDATE scheduled_message SET due_at = now() WHERE id = $1', [id]))
    await expect.poll(listed, { timeout: 20_000 }).toBe(0)
    expect(await sentCount('once')).toBe(1)
  })

  test('over the moment itself, it goes out with the next start', async () => {
    const { sendAt } = await schedule('overslept', inMs(3000))
    await place.restart(() => expect.poll(passed(sendAt), { timeout: 10_000 }).toBe(true))
    await expect.poll(() => sentCount('overslept'), { timeout: 20_000 }).toBe(1)
  })

  test('around their moment, reminders fire once each', async () => {
    const remindAt = inMs(6000)
    const remind = async (text: string, at: string) =>
      (await place.owner.call('reminders.create', { clientId: newClientId(), text, remindAt: at })).reminder
        .id
    const ids: string[] = []
    for (let index = 0; index < 40; index += 1) ids.push(await remind(`number ${index}`, remindAt))
    const fired = async () =>
      (
        await place.sql<{ id: string }>(
          `SELECT event ->> 'reminderId' AS id FROM entry WHERE type = 'reminder.fired'`,
        )
      ).map(({ id }) => id)
    await expect.poll(passed(remindAt), { interval: 5, timeout: 10_000 }).toBe(true)
    await place.restart()
    await expect.poll(async () => (await fired()).length, { timeout: 20_000 }).toBe(ids.length)
    await place.restart()
    ids.push(await remind('the last', inMs(100)))
    await expect.poll(async () => (await fired()).length, { timeout: 20_000 }).toBe(ids.length)
    expect((await fired()).sort()).toEqual(ids.sort())
  })
})
