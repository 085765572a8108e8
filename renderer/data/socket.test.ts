// Against a real socket.io server.
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { Server, type Socket } from 'socket.io'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { onNotSignedIn } from './api.ts'
import { doubtSocket, onSignal, signal, socketWire } from './socket.ts'

let http: HttpServer
let io: Server
let page: EventTarget
let heard: string[]
let wake: (() => void)[]
let refusal: string | null
let isSilent: boolean

/** Waits until something was heard. */
async function until(what: string): Promise<void> {
  while (!heard.includes(what)) await new Promise<void>((resolve) => wake.push(resolve))
}
const hear = (what: string) => {
  heard.push(what)
  for (const go of wake.splice(0)) go()
}
const handlers = {
  ready: () => hear('ready'),
  entries: (raw: unknown) => hear(`entries ${JSON.stringify(raw)}`),
  heads: (raw: unknown) => hear(`heads ${JSON.stringify(raw)}`),
  closed: () => hear('closed'),
  woke: () => hear('woke'),
}
const listen = (port = 0) => new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
const serve = () => {
  http = createServer()
  io = new Server(http, { transports: ['websocket'] })
  io.use((_, next) => next(refusal ? new Error(refusal) : undefined))
  io.on('connection', (socket: Socket) => {
    socket.on('presence.report', (input: { presence: string }, acknowledge: (answer: unknown) => void) => {
      hear('report')
      if (!isSilent) acknowledge({ ok: input.presence === 'away' })
    })
    socket.emit('ready', { version: '1' })
    hear('connection')
  })
}

beforeEach(async () => {
  heard = []
  wake = []
  refusal = null
  isSilent = false
  page = new EventTarget()
  serve()
  await listen()
  const host = `127.0.0.1:${(http.address() as AddressInfo).port}`
  vi.stubGlobal('location', { protocol: 'http:', hostname: '127.0.0.1', host, port: host.split(':')[1] })
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  // Tries come at once, so that nobody waits for them.
  vi.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(async () => {
  socketWire.close()
  await io.close()
})

describe('the socket', () => {
  test('says when it is ready and hands on what it hears', async () => {
    socketWire.open(handlers)
    await until('ready')
    io.emit('entries', [{ number: 1 }])
    io.emit('heads', { workspace: 3 })
    await until('entries [{"number":1}]')
    await until('heads {"workspace":3}')
  })

  test('is replaced when it is doubted and gives no sign, and then left in peace for a while', async () => {
    const now = performance.now()
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now)
    socketWire.open(handlers)
    await until('ready')
    doubtSocket()
    await until('report')
    isSilent = true
    clock.mockReturnValue(now + 60_000)
    heard = []
    io.emit('heads', {})
    await until('heads {}')
    doubtSocket()
    await until('closed')
    await until('ready')
    heard = []
    clock.mockReturnValue(now + 65_000)
    doubtSocket()
    io.emit('heads', {})
    await until('heads {}')
    expect(heard).not.toContain('report')
    clock.mockRestore()
  })

  test('comes back by itself after the connection or the server is lost', async () => {
    const { port } = http.address() as AddressInfo
    socketWire.open(handlers)
    await until('ready')
    heard = []
    io.disconnectSockets(true)
    await until('closed')
    await until('ready')

    heard = []
    await io.close()
    await until('closed')
    serve()
    await listen(port)
    await until('ready')
  })

  test('leaves a connection when the browser says that the network is gone, and returns with it', async () => {
    socketWire.open(handlers)
    await until('ready')
    heard = []
    page.dispatchEvent(new Event('offline'))
    await until('closed')
    page.dispatchEvent(new Event('online'))
    await until('ready')
  })

  test('an attempt that hangs, as one does that was begun while the network changed, is given up for a new one', {
    timeout: 5000,
  }, async () => {
    const swallowed: Duplex[] = []
    const isHanging = () => heard.includes('knock')
    // A way that swallows the first request: neither an answer nor an end.
    const upgrade = http.listeners('upgrade').at(-1) as (...given: unknown[]) => void
    http.removeAllListeners('upgrade')
    http.on('upgrade', (...given) => {
      if (isHanging()) return upgrade(...given)
      swallowed.push(given[1] as Duplex)
      hear('knock')
    })
    socketWire.open(handlers)
    await until('knock')
    page.dispatchEvent(new Event('online'))
    await until('ready')
    for (const connection of swallowed) connection.destroy()
  })

  test('refused at the door: the session is over, and it does not knock again', async () => {
    refusal = 'not_signed_in'
    const stop = onNotSignedIn(() => hear('notSignedIn'))
    socketWire.open(handlers)
    await until('notSignedIn')
    expect(heard).toEqual(['notSignedIn'])
    stop()
  })

  test('a signal tells whether it arrived; without a connection it does not', async () => {
    expect(await signal('presence.report', { presence: 'away' })).toBe(false)
    socketWire.open(handlers)
    await until('ready')
    expect(await signal('presence.report', { presence: 'away' })).toBe(true)
    expect(await signal('presence.report', { presence: 'active' })).toBe(false)
  })

  test('passes on signals it understands and drops the others', async () => {
    const people = vi.fn()
    const stop = onSignal('presence', people)
    socketWire.open(handlers)
    await until('ready')
    const personId = '00000001-0000-7000-8000-000000000001'
    io.emit('presence', [{ personId, presence: 'levitating' }])
    io.emit('presence', [{ personId, presence: 'away' }])
    io.emit('heads', 'end')
    await until('heads "end"')
    expect(people.mock.calls).toEqual([[[{ personId, presence: 'away' }]]])
    stop()
  })

  test('closed for good it hears nothing and leaves no timer behind', async () => {
    socketWire.open(handlers)
    await until('ready')
    heard = []
    socketWire.close()
    page.dispatchEvent(new Event('online'))
    expect(await signal('presence.report', { presence: 'away' })).toBe(false)
    expect(heard).toEqual([])
  })
})
