// Somebody in a call, as far as signalling goes: asks, says yes to what is offered, and keeps what it hears. No media flow;
// the RTP parameters are those a browser would send.
import {
  CallNews,
  type CallNewsName,
  type CallNewsOf,
  CallOffers,
  type CallRequestInput,
  type CallRequestName,
  type CallRequestOutput,
  CallRequests,
  type ConsumeOffer,
  type JoinAnswer,
  type MediaOffer,
  type MediaSource,
} from '../../contract/call-signals.ts'
import type { CallId, SeatId } from '../../contract/ids.ts'
import type { RtpCapabilities, RtpParameters } from '../../contract/rtp.ts'
import { type Client, type Ear, Refusal } from './client.ts'

const askMs = 10_000
let ssrc = 1000

type Heard = { name: CallNewsName; news: unknown }

export class Caller {
  readonly ear: Ear
  readonly offers: ConsumeOffer[] = []
  readonly rebuilds: MediaOffer[] = []
  readonly heard: Heard[] = []
  /** False: says no to every consumer. */
  isWilling = true
  /** True: gives no answer to what is offered, as over a connection that is dying. */
  isSilent = false
  callId!: CallId
  seatId!: SeatId
  answer!: JoinAnswer
  #waiting: (() => void)[] = []

  constructor(ear: Ear) {
    this.ear = ear
    ear.socket.on('call.consume', (raw: unknown, acknowledge: (answer: unknown) => void) => {
      if (this.isSilent) return
      if (this.isWilling) this.offers.push(CallOffers['call.consume'].parse(raw))
      acknowledge({ ok: this.isWilling })
      this.#wake()
    })
    ear.socket.on('call.rebuild', (raw: unknown, acknowledge: (answer: unknown) => void) => {
      this.rebuilds.push(CallOffers['call.rebuild'].parse(raw).media)
      acknowledge({ ok: true })
      this.#wake()
    })
    for (const name of Object.keys(CallNews) as CallNewsName[]) {
      ear.socket.on(name, (raw: unknown) => {
        this.heard.push({ name, news: CallNews[name].parse(raw) })
        this.#wake()
      })
    }
  }

  static async open(client: Client): Promise<Caller> {
    return new Caller(await client.listen())
  }

  /** Throws Refusal for a named error. */
  async ask<Name extends CallRequestName>(
    name: Name,
    input: CallRequestInput<Name>,
  ): Promise<CallRequestOutput<Name>> {
    if (!this.ear.socket.connected) throw new Error('This socket is closed.')
    const answer = await this.ear.socket.timeout(askMs).emitWithAck(name, input)
    if (!answer.ok) throw new Refusal(0, answer.error)
    return CallRequests[name].output.parse(answer.data) as CallRequestOutput<Name>
  }

  async join(callId: CallId, seatId: SeatId | null = null): Promise<JoinAnswer> {
    this.answer = await this.ask('call.join', { callId, seatId })
    this.callId = callId
    this.seatId = this.answer.seatId
    return this.answer
  }

  /** Joins and takes what others send. */
  async enter(callId: CallId): Promise<this> {
    await this.join(callId)
    await this.receive()
    return this
  }

  receive(consumerIds: string[] = []) {
    return this.ask('call.receive', {
      callId: this.callId,
      rtpCapabilities: this.#capabilities,
      consumerIds,
    })
  }

  get #capabilities(): RtpCapabilities {
    const media = this.rebuilds.at(-1) ?? this.answer.media
    return media?.routerRtpCapabilities as RtpCapabilities
  }

  async produce(source: MediaSource, more: Partial<CallRequestInput<'call.produce'>> = {}): Promise<string> {
    const kind = source === 'camera' || source === 'screen' ? 'video' : 'audio'
    const input = { callId: this.callId, kind, source, rtpParameters: rtpParameters(kind), ...more } as const
    return (await this.ask('call.produce', input)).producerId
  }

  /** The first news of a name that matches, already heard or to come. */
  async waitFor<Name extends CallNewsName>(
    name: Name,
    matches: (news: CallNewsOf<Name>) => boolean = () => true,
  ): Promise<CallNewsOf<Name>> {
    const find = () =>
      this.heard.find((one) => one.name === name && matches(one.news as CallNewsOf<Name>))?.news as
        | CallNewsOf<Name>
        | undefined
    await this.until(() => find() !== undefined, name)
    return find() as CallNewsOf<Name>
  }

  /** Resolves once something is so after something was heard. */
  until(isSo: () => boolean, what: string, timeoutMs = 10_000): Promise<void> {
    if (isSo()) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`not so in ${timeoutMs} ms: ${what}`)), timeoutMs)
      const look = () => {
        if (!isSo()) return
        clearTimeout(timer)
        this.#waiting = this.#waiting.filter((one) => one !== look)
        resolve()
      }
      this.#waiting.push(look)
    })
  }

  #wake() {
    for (const look of this.#waiting) look()
  }

  close(): void {
    this.ear.close()
  }
}

/** What Chromium sends for one microphone, or one camera in three layers. */
export function rtpParameters(kind: 'audio' | 'video', layers = 3): RtpParameters {
  const mid = `${ssrc}`
  if (kind === 'audio') {
    ssrc += 1
    return {
      mid,
      codecs: [
        {
          mimeType: 'audio/opus',
          payloadType: 111,
          clockRate: 48_000,
          channels: 2,
          parameters: { useinbandfec: 1 },
        },
      ],
      headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 10 }],
      encodings: [{ ssrc }],
      rtcp: { cname: `cname${ssrc}` },
    }
  }
  const encodings = Array.from({ length: layers }, () => {
    ssrc += 2
    return { ssrc, rtx: { ssrc: ssrc + 1 }, scalabilityMode: 'L1T3' }
  })
  return {
    mid,
    codecs: [
      {
        mimeType: 'video/VP8',
        payloadType: 96,
        clockRate: 90_000,
        rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
      },
      { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 96 } },
    ],
    encodings,
    rtcp: { cname: `cname${ssrc}` },
  }
}
