// Requests, notices, offers and news of calls, against a real socket.io server.
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CallId, PersonId } from '../../contract/ids.ts'
import { notice, onNews, onOffer, request, whenReady } from './signalling.ts'
import { isSocketReady, onConnection, socketWire } from './socket.ts'

const callId = '00000001-0000-7000-8000-000000000001' as CallId
const personId = '00000001-0000-7000-8000-000000000002' as PersonId

let http: HttpServer
let io: Server
let server: Promise<Socket>
/** What the server answers, by request. */
let answers: Record<string, unknown>
let told: [string, unknown][]

beforeEach(async () => {
  http = createServer()
  io = new Server(http, { transports: ['websocket'] })
  answers = {}
  told = []
  server = new Promise((resolve) => {
    io.on('connection', (socket) => {
      socket.onAny((name: string, input: unknown, acknowledge?: (answer: unknown) => void) => {
        told.push([name, input])
        if (name in answers) acknowledge?.(answers[name])
      })
      socket.emit('ready', { version: '1' })
      resolve(socket)
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const host = `127.0.0.1:${port}`
  vi.stubGlobal('location', { protocol: 'http:', hostname: '127.0.0.1', host, port: `${port}` })
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  const nothing = () => {}
  socketWire.open({ ready: nothing, entries: nothing, heads: nothing, closed: nothing, woke: nothing })
  expect(await whenReady(10_000)).toBe(true)
})
afterEach(async () => {
  socketWire.close()
  await io.close()
})

describe('a request', () => {
  test('gives what the server answers', async () => {
    answers['call.produce'] = { ok: true, data: { producerId: 'p1', more: 'ignored' } }
    const input = { callId, kind: 'audio', source: 'microphone', rtpParameters: {} as never } as const
    expect(await request('call.produce', input)).toEqual({ producerId: 'p1' })
    expect(told).toEqual([['call.produce', { ...input }]])
  })

  test('is refused with the code of the server', async () => {
    answers['call.leave'] = { ok: false, error: { code: 'not_in_call', message: 'You are not.' } }
    await expect(request('call.leave', { callId })).rejects.toMatchObject({ code: 'not_in_call' })
  })

  test.each([
    ['no acknowledgement', null],
    ['another shape', { ok: true, data: { producerId: 7 } }],
    ['a code that is not in the list', { ok: false, error: { code: 'tired', message: '' } }],
  ])('answered with %s is an internal error', async (_, answer) => {
    answers['call.produce'] = answer
    const input = { callId, kind: 'audio', source: 'microphone', rtpParameters: {} as never } as const
    await expect(request('call.produce', input)).rejects.toMatchObject({ code: 'internal' })
  })

  test('without a connection is offline, at once', async () => {
    socketWire.close()
    await expect(request('call.leave', { callId })).rejects.toMatchObject({ code: 'offline' })
  })

  test('whose connection is lost on the way is offline', async () => {
    const asked = request('call.leave', { callId })
    ;(await server).disconnect(true)
    await expect(asked).rejects.toMatchObject({ code: 'offline' })
  })
})

describe('what the server offers', () => {
  const offer = {
    callId,
    consumerId: 'c1',
    producerId: 'p1',
    seatId: callId,
    source: 'camera',
    shareId: null,
    kind: 'video',
    rtpParameters: {},
    isProducerPaused: false,
  }
  const ask = async (input: unknown) => (await server).timeout(5000).emitWithAck('call.consume', input)

  test('is answered once it is done', async () => {
    const heard: string[] = []
    const stop = onOffer('call.consume', async ({ consumerId }) => void heard.push(consumerId))
    expect(await ask(offer)).toEqual({ ok: true, data: {} })
    expect(heard).toEqual(['c1'])
    stop()
  })

  test('is refused when it can’t be done, or is not understood', async () => {
    const stop = onOffer('call.consume', async () => {
      throw new Error('private detail')
    })
    expect(await ask(offer)).toEqual({
      ok: false,
      error: { code: 'internal', message: 'This could not be done.' },
    })
    expect(await ask({ ...offer, source: 'nose' })).toMatchObject({ error: { code: 'invalid_input' } })
    stop()
  })
})

test('news that can be understood is heard, until nobody listens any more', async () => {
  const heard: unknown[] = []
  const stop = onNews('call.unmuteAsked', (news) => heard.push(news))
  const socket = await server
  const news = { callId, byPersonId: personId }
  socket.emit('call.unmuteAsked', { callId })
  socket.emit('call.unmuteAsked', news)
  await vi.waitFor(() => expect(heard).toEqual([news]))
  stop()
  socket.emit('call.unmuteAsked', news)
  // Answered behind it on the same socket: had it been heard, it would have been by now.
  answers['call.leave'] = { ok: true, data: {} }
  await request('call.leave', { callId })
  expect(heard).toHaveLength(1)
})

test('a notice arrives and waits for nothing', async () => {
  const quality = { freezes: 1 } as never
  notice('call.quality', { callId, quality })
  await vi.waitFor(() => expect(told).toEqual([['call.quality', { callId, quality }]]))
})

test('up and down are told once each', async () => {
  const heard: boolean[] = []
  const stop = onConnection((isUp) => heard.push(isUp))
  expect(isSocketReady()).toBe(true)
  ;(await server).disconnect(true)
  await vi.waitFor(() => expect(heard).toEqual([false, true]), { timeout: 10_000 })
  expect(isSocketReady()).toBe(true)
  socketWire.close()
  expect(heard).toEqual([false, true, false])
  expect(await whenReady(10)).toBe(false)
  stop()
})
