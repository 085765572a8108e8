// Speaks to a server as any client does: commands over HTTP, events over the socket. Answers are parsed with the
// contract, so a field too many or too few is seen.
import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { type CommandName, commands, type InputOf, type OutputOf } from '../../contract/commands.ts'
import type { ErrorCode } from '../../contract/errors.ts'
import type { Entry, EventOf, EventType } from '../../contract/events.ts'
import type { ClientId, PersonId, SessionId } from '../../contract/ids.ts'
import { ServerSignals } from '../../contract/live.ts'

export class Refusal extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly field: string | undefined
  readonly retryAfterMs: number | undefined
  constructor(
    status: number,
    error: { code: ErrorCode; message: string; field?: string; retryAfterMs?: number },
  ) {
    super(`${error.code}: ${error.message}`)
    this.code = error.code
    this.status = status
    this.field = error.field
    this.retryAfterMs = error.retryAfterMs
  }
}

/** Sends one command. Throws Refusal for a named error. */
export async function ask<Name extends CommandName>(
  url: string,
  name: Name,
  input: InputOf<Name>,
  token?: string | null,
): Promise<OutputOf<Name>> {
  const response = await fetch(`${url}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(20_000),
  })
  const body = (await response.json()) as { error: { code: ErrorCode; message: string } }
  if (!response.ok) throw new Refusal(response.status, body.error)
  return commands[name].output.parse(body) as OutputOf<Name>
}

/** A person with a token: `alice.call('messages.send', …)`. */
export class Client {
  readonly url: string
  readonly token: string
  readonly personId: PersonId
  readonly sessionId: SessionId
  constructor(url: string, signedIn: { token: string | null; personId: PersonId; sessionId: SessionId }) {
    this.url = url
    this.token = signedIn.token as string
    this.personId = signedIn.personId
    this.sessionId = signedIn.sessionId
  }
  call<Name extends CommandName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    return ask(this.url, name, input, this.token)
  }
  send(
    channelId: InputOf<'messages.send'>['channelId'],
    body: string,
    more: Partial<InputOf<'messages.send'>> = {},
  ) {
    return this.call('messages.send', { clientId: newClientId(), channelId, body, ...more })
  }
  /** Opens a socket and waits until the server says that it hears its streams. */
  async listen(): Promise<Ear> {
    const ear = new Ear(this.url, this.token)
    await ear.ready
    return ear
  }
}

export const newClientId = () => randomUUID() as ClientId

/** A socket that keeps what it hears. `waitFor` waits for an event, never for time. */
export class Ear {
  readonly heard: Entry[] = []
  readonly socket: Socket
  readonly ready: Promise<void>
  #waiting: { matches: (entry: Entry) => boolean; resolve: (entry: Entry) => void }[] = []

  constructor(url: string, token: string) {
    this.socket = io(url, { transports: ['websocket'], auth: { token }, reconnection: false, forceNew: true })
    this.socket.on('entries', (payload: unknown) => {
      for (const entry of ServerSignals.entries.parse(payload)) this.#take(entry)
    })
    this.ready = new Promise((resolve, reject) => {
      this.socket.once('ready', () => resolve())
      this.socket.once('connect_error', reject)
    })
  }
  #take(entry: Entry) {
    this.heard.push(entry)
    this.#waiting = this.#waiting.filter(({ matches, resolve }) => {
      if (!matches(entry)) return true
      resolve(entry)
      return false
    })
  }
  /** The first entry of a type (already heard or to come) that matches. */
  waitFor<Type extends EventType>(
    type: Type,
    matches: (event: EventOf<Type>) => boolean = () => true,
    timeoutMs = 5000,
  ) {
    const isIt = (entry: Entry) => entry.event.type === type && matches(entry.event as EventOf<Type>)
    return new Promise<Entry & { event: EventOf<Type> }>((resolve, reject) => {
      const found = this.heard.find(isIt)
      if (found) return resolve(found as Entry & { event: EventOf<Type> })
      const timer = setTimeout(() => reject(new Error(`heard no ${type} in ${timeoutMs} ms`)), timeoutMs)
      this.#waiting.push({
        matches: isIt,
        resolve: (entry) => {
          clearTimeout(timer)
          resolve(entry as Entry & { event: EventOf<Type> })
        },
      })
    })
  }
  of<Type extends EventType>(type: Type): (Entry & { event: EventOf<Type> })[] {
    return this.heard.filter((entry) => entry.event.type === type) as (Entry & { event: EventOf<Type> })[]
  }
  /** Resolves once the server has closed the socket. */
  closed(): Promise<void> {
    return new Promise((resolve) => {
      if (this.socket.disconnected) resolve()
      else this.socket.once('disconnect', () => resolve())
    })
  }
  close(): void {
    this.socket.close()
  }
}
