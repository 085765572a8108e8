// Somebody in a call, as far as signalling goes, with next to no cost of its own: so that what is measured beside it on
// two cores is the server. Speaks socket.io 4 over a websocket, acknowledgements included.
import WebSocket from 'ws'
import type {
  CallOfferName,
  CallRequestInput,
  CallRequestName,
  CallRequestOutput,
  MediaSource,
} from '../../contract/call-signals.ts'
import type { CallId } from '../../contract/ids.ts'
import type { RtpCapabilities } from '../../contract/rtp.ts'
import { rtpParameters } from '../../server/test/caller.ts'

const answerMs = 10_000
/** A browser's certificate has one of these; no handshake follows here. */
const dtlsParameters = {
  role: 'client' as const,
  fingerprints: [{ algorithm: 'sha-256' as const, value: Array.from({ length: 32 }, () => 'AB').join(':') }],
}

export type Counted = { requests: number; answers: number; offers: number; news: number; entries: number }

type Waiting = { resolve: (data: unknown) => void; reject: (error: Error) => void }

export class LightCaller {
  readonly counted: Counted = { requests: 0, answers: 0, offers: 0, news: 0, entries: 0 }
  readonly ready: Promise<void>
  readonly #socket: WebSocket
  readonly #asked = new Map<number, Waiting>()
  #nextId = 0
  #offered = 0
  #wanted: { count: number; resolve: () => void } | null = null

  constructor(url: string, token: string) {
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      perMessageDeflate: false,
    })
    this.ready = new Promise((resolve, reject) => {
      this.#socket.on('message', (data) => this.#take(data.toString(), token, resolve))
      this.#socket.on('error', reject)
      this.#socket.on('close', () => {
        const gone = new Error('the server closed the socket')
        reject(gone)
        for (const { reject: refuse } of this.#asked.values()) refuse(gone)
      })
    })
  }

  #take(text: string, token: string, isReady: () => void): void {
    if (text === '2') this.#socket.send('3')
    else if (text.startsWith('43')) this.#takeAnswer(text)
    else if (text.startsWith('42')) this.#takeEvent(text, isReady)
    else if (text.startsWith('0')) this.#socket.send(`40${JSON.stringify({ token })}`)
  }

  #takeAnswer(text: string): void {
    const start = text.indexOf('[')
    const id = Number(text.slice(2, start))
    const [answer] = JSON.parse(text.slice(start)) as [{ ok: boolean; data: unknown; error?: unknown }]
    const waiting = this.#asked.get(id)
    this.#asked.delete(id)
    this.counted.answers += 1
    if (answer.ok) waiting?.resolve(answer.data)
    else waiting?.reject(new Error(JSON.stringify(answer.error)))
  }

  #takeEvent(text: string, isReady: () => void): void {
    const start = text.indexOf('[')
    const name = text.slice(start + 2, text.indexOf('"', start + 2))
    if (name === 'ready') isReady()
    else if (name === ('call.consume' satisfies CallOfferName)) {
      this.#socket.send(`43${text.slice(2, start)}[{"ok":true}]`)
      this.counted.offers += 1
      this.#offered += 1
      if (this.#wanted && this.#offered >= this.#wanted.count) this.#wanted.resolve()
    } else if (name.startsWith('call.')) this.counted.news += 1
    else if (name === 'entries') this.counted.entries += 1
  }

  ask<Name extends CallRequestName>(
    name: Name,
    input: CallRequestInput<Name>,
  ): Promise<CallRequestOutput<Name>> {
    const id = this.#nextId++
    this.counted.requests += 1
    return new Promise<CallRequestOutput<Name>>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#asked.delete(id)
        reject(new Error(`${name} was not answered in ${answerMs} ms`))
      }, answerMs)
      this.#asked.set(id, {
        resolve: (data) => {
          clearTimeout(timer)
          resolve(data as CallRequestOutput<Name>)
        },
        reject: (error) => {
          clearTimeout(timer)
          reject(error)
        },
      })
      this.#socket.send(`42${id}${JSON.stringify([name, input])}`)
    })
  }

  /** What a browser does from the click on join until it sends its microphone and camera. */
  async enter(callId: CallId): Promise<void> {
    this.#offered = 0
    const { media } = await this.ask('call.join', { callId })
    if (!media) throw new Error('joined without media')
    const connect = (transportId: string) =>
      this.ask('call.connectTransport', { callId, transportId, dtlsParameters })
    const rtpCapabilities = media.routerRtpCapabilities as RtpCapabilities
    await Promise.all([
      this.ask('call.receive', { callId, rtpCapabilities }),
      connect(media.sendTransport.id),
      connect(media.receiveTransport.id),
    ])
    const produce = (source: MediaSource, kind: 'audio' | 'video') =>
      this.ask('call.produce', { callId, kind, source, rtpParameters: rtpParameters(kind) })
    await Promise.all([produce('microphone', 'audio'), produce('camera', 'video')])
  }

  /** Resolves when this many streams of others were offered, and taken, since `enter`. */
  taken(count: number): Promise<void> {
    if (this.#offered >= count) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${this.#offered} of ${count} streams were offered in ${answerMs} ms`)),
        answerMs,
      )
      this.#wanted = {
        count,
        resolve: () => {
          clearTimeout(timer)
          this.#wanted = null
          resolve()
        },
      }
    })
  }

  leave(callId: CallId): Promise<unknown> {
    return this.ask('call.leave', { callId })
  }

  close(): void {
    this.#socket.terminate()
  }
}
