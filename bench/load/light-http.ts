// One kept-alive HTTP/1.1 connection with next to no cost of its own (RFC 9112): at saturation on two cores, every
// microsecond of the load generator is one that the server does not get.
import { connect, type Socket } from 'node:net'
import type { CommandName, InputOf } from '../../contract/commands.ts'

const headEnd = Buffer.from('\r\n\r\n')

/** One request at a time, as one client's outbox does. Only answers with a content-length, only for benchmarks. */
export class LightHttp {
  readonly #socket: Socket
  readonly #prefix: string
  #received: Buffer = Buffer.alloc(0)
  #waiting: { resolve: () => void; reject: (error: Error) => void } | null = null

  constructor(url: string, token: string) {
    const { hostname, port, host } = new URL(url)
    this.#socket = connect(Number(port), hostname).setNoDelay(true)
    this.#prefix = `HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: `
    this.#socket.on('data', (chunk) => this.#take(chunk))
    const fail = () => this.#waiting?.reject(new Error('the connection was closed'))
    this.#socket.on('error', fail).on('close', fail)
  }
  /** Resolves when the answer 200 is there in full; anything else rejects. */
  post<Name extends CommandName>(name: Name, input: InputOf<Name>): Promise<void> {
    const body = JSON.stringify(input)
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(`POST /api/${name} ${this.#prefix}${Buffer.byteLength(body)}\r\n\r\n${body}`)
    })
  }
  close(): void {
    this.#waiting = null
    this.#socket.destroy()
  }
  #take(chunk: Buffer) {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const end = this.#received.indexOf(headEnd)
    if (end < 0) return
    const head = this.#received.toString('latin1', 0, end)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
    if (this.#received.length < end + headEnd.length + length) return
    this.#received = Buffer.alloc(0)
    const waiting = this.#waiting
    this.#waiting = null
    if (head.startsWith('HTTP/1.1 200')) waiting?.resolve()
    else waiting?.reject(new Error(head.split('\r\n')[0]))
  }
}
