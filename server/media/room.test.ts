import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RtpCapabilities } from '../../contract/rtp.ts'
import { rtpParameters } from '../test/caller.ts'
import type { MediaOfferFacts, PeerHooks } from './peer.ts'
import { openRoom, type RoomHooks } from './room.ts'
import { findWorkerBinary } from './worker-binary.ts'
import { type MediaWorkers, openWorkers } from './workers.ts'

let workers: MediaWorkers
const quiet = { warn: () => {} }

beforeAll(async () => {
  const binary = findWorkerBinary() as string
  workers = await openWorkers({ binary, count: 2, firstPort: 0, listen: '127.0.0.1', announced: [] }, quiet)
})
afterAll(() => workers.close())

/** Somebody who says yes to everything and remembers. */
function watcher() {
  const offers: MediaOfferFacts[] = []
  const wanted: [string, number][] = []
  const waiting: (() => void)[] = []
  const wake = () => {
    for (const look of waiting) look()
  }
  const hooks: PeerHooks = {
    consume: async (offer) => {
      offers.push(offer)
      wake()
      return true
    },
    consumerClosed: () => {},
    consumerQuality: () => {},
    wanted: (producerId, layer) => {
      wanted.push([producerId, layer])
      wake()
    },
  }
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => isSo() && resolve()
      waiting.push(look)
      look()
    })
  return { hooks, offers, wanted, until }
}

async function openTestRoom(options: { mostConsumers?: number; hearsItself?: boolean } = {}) {
  let lose = () => {}
  const lost = new Promise<void>((resolve) => {
    lose = resolve
  })
  const hooks: RoomHooks = { lost: () => lose(), levels: () => {} }
  const room = await openRoom({ workers, hooks, ...options })
  const join = async (peerId: string) => {
    const seen = watcher()
    const peer = await room.addPeer(peerId, seen.hooks)
    await peer.openTransports()
    peer.receive(room.rtpCapabilities as unknown as RtpCapabilities, [])
    const send = (source: 'camera' | 'microphone') => {
      const kind = source === 'camera' ? 'video' : 'audio'
      return peer.produce({
        kind,
        source,
        shareId: null,
        isPaused: false,
        rtpParameters: rtpParameters(kind),
      })
    }
    return { ...seen, peer, send }
  }
  return { room, join, lost }
}

describe('a room', () => {
  test('that outgrows a worker spreads over another, and everybody still gets everything', async () => {
    const { room, join } = await openTestRoom({ mostConsumers: 2 })
    const people = [await join('a')]
    await people[0]?.send('camera')
    for (const name of ['b', 'c', 'd']) {
      const one = await join(name)
      people.push(one)
      await one.send('camera')
      await one.until(() => one.offers.length === people.length - 1)
    }
    for (const one of people) await one.until(() => one.offers.length === 3)
    expect(new Set(people.map(({ peer }) => peer.place.media.index)).size).toBe(2)
    for (const { offers, peer } of people)
      expect(offers.map(({ peerId }) => peerId).sort()).toEqual(
        ['a', 'b', 'c', 'd'].filter((id) => id !== peer.id),
      )
    room.close()
    expect(workers.all().map(({ consumerCount }) => consumerCount)).toEqual([0, 0])
  })

  test('tells a publisher at once when more of a camera is wanted, and later when less', async () => {
    const { room, join } = await openTestRoom()
    const [sender, viewer] = [await join('a'), await join('b')]
    const { producer } = await sender.send('camera')
    await viewer.until(() => viewer.offers.length === 1)
    const see = (height: number) =>
      viewer.peer.setView([{ producerId: producer.id, width: (height * 16) / 9, height, isImportant: false }])
    await sender.until(() => sender.wanted.length === 1)
    see(720)
    await sender.until(() => sender.wanted.length === 2)
    see(180)
    see(360)
    viewer.peer.setView([])
    expect(sender.wanted).toEqual([
      [producer.id, 0],
      [producer.id, 2],
    ])
    await sender.until(() => sender.wanted.length === 3)
    expect(sender.wanted[2]).toEqual([producer.id, -1])
    room.close()
  })

  test('plays back to oneself only where that is asked for', async () => {
    const usual = await openTestRoom()
    const one = await usual.join('a')
    await one.send('microphone')
    const echo = await openTestRoom({ hearsItself: true })
    const self = await echo.join('a')
    await self.send('microphone')
    await self.until(() => self.offers.length === 1)
    expect(one.offers).toEqual([])
    usual.room.close()
    echo.room.close()
  })

  test('is told once when its worker is killed, and the next one opens on a running one', async () => {
    const { room, join, lost } = await openTestRoom()
    await join('a')
    const { peer } = await join('b')
    process.kill(peer.place.media.worker.pid, 'SIGKILL')
    await lost
    expect(room.isClosed).toBe(true)
    const next = await openTestRoom()
    await next.join('a')
    next.room.close()
  })
})
