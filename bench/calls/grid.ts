// What choosing layers saves: a viewer of a grid of nine downloads what its tiles need, against the same grid when every
// picture comes in its largest layer.
import { progress } from '../load/report.ts'
import { type BenchPerson, clickJoin, join, openBrowserBench, prepare } from './browser-people.ts'
import { type Part, short } from './part.ts'

const publishers = 8
const measureMs = 8000
/** Encoding eight cameras in three layers each on two cores is only possible slowly; the layers' bitrates stay the same. */
const slowCamera = { width: 1280, height: 720, fps: 6, grains: 400 }
const large = { width: 4000, height: 2500 }
const usual = { width: 1280, height: 800 }

/** Runs in the page before anything else: keeps every connection, so that its traffic can be read. */
function keepConnections(): void {
  const page = window as unknown as {
    connections: RTCPeerConnection[]
    RTCPeerConnection: typeof RTCPeerConnection
  }
  page.connections = []
  const Original = page.RTCPeerConnection
  page.RTCPeerConnection = class extends Original {
    constructor(...options: ConstructorParameters<typeof Original>) {
      super(...options)
      page.connections.push(this)
    }
  }
}

type Received = { bytes: number; pictures: { width: number; height: number }[] }

const received = ({ page }: BenchPerson): Promise<Received> =>
  page.evaluate(async () => {
    const { connections } = window as unknown as { connections: RTCPeerConnection[] }
    let bytes = 0
    const pictures: { width: number; height: number }[] = []
    for (const connection of connections) {
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type !== 'inbound-rtp' || entry.kind !== 'video') continue
        bytes += entry.bytesReceived
        pictures.push({ width: entry.frameWidth ?? 0, height: entry.frameHeight ?? 0 })
      }
    }
    return { bytes, pictures }
  })

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Bits per second of video once the layers have settled. */
async function measureRate(viewer: BenchPerson) {
  await pause(measureMs)
  const [from, began] = [await received(viewer), performance.now()]
  await pause(measureMs)
  const to = await received(viewer)
  return { rate: ((to.bytes - from.bytes) * 8000) / (performance.now() - began), pictures: to.pictures }
}

export async function measureGrid(): Promise<Part> {
  const bench = await openBrowserBench(publishers + 1)
  try {
    for (let index = 0; index < publishers; index += 1) {
      progress(`publisher ${index + 1} of ${publishers}`)
      const person = await bench.open(index, slowCamera, { width: 400, height: 300 })
      await join(person)
      // They look at nobody: their own downloads are not what is measured, and would cost most of the machine.
      await person.page.getByRole('button', { name: 'Make the call small' }).click()
    }
    const viewer = await bench.open(publishers, slowCamera, usual)
    await viewer.page.addInitScript(keepConnections)
    await viewer.page.reload()
    await prepare(viewer)
    await clickJoin(viewer)
    await viewer.page.getByTestId('call-tile').nth(publishers).waitFor()
    const chosen = await measureRate(viewer)
    await viewer.page.setViewportSize(large)
    const everything = await measureRate(viewer)
    return {
      rows: [{ key: 'gridBytesRatio', value: chosen.rate / everything.rate, goal: { most: 0.4 } }],
      details: {
        chosenKbps: short(chosen.rate / 1000),
        everythingKbps: short(everything.rate / 1000),
        chosenPictures: chosen.pictures,
        everythingPictures: everything.pictures,
      },
      lines: [
        `grid of ${publishers} others: ${short(chosen.rate / 1000)} kbit/s at ${usual.width}×${usual.height}, ${short(everything.rate / 1000)} kbit/s with every largest layer`,
      ],
    }
  } finally {
    await bench.close()
  }
}
