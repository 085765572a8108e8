// A mail server on loopback for tests: it keeps what it takes, and fails as it is told to.
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Refusal = { code: number; text: string } | 'hang up' | 'say nothing'
export type TakenMail = { to: string[]; from: string; raw: string; secure: boolean; user: string | null }

export type TestMailServer = Awaited<ReturnType<typeof startMailServer>>

const asError = ({ code, text }: { code: number; text: string }) =>
  Object.assign(new Error(text), { responseCode: code })

/** Goes on, or fails as told. */
function fail(how: Refusal | undefined, done: (error?: Error | null) => void, hangUp: () => void): void {
  if (how === 'hang up') hangUp()
  else if (how !== 'say nothing') done(how ? asError(how) : null)
}

/** `url`: for SMTP_URL. Set `failAt` to make the next steps fail, until it is empty again. */
export async function startMailServer(options: { user?: string; password?: string } = {}) {
  const taken: TakenMail[] = []
  /** What happens at a step instead of taking the mail; 'data': after the whole text has come. */
  const failAt: { connect?: Refusal; sender?: Refusal; recipient?: Refusal; data?: Refusal } = {}
  /** An address about which nothing is ever said. */
  let silentAbout: string | null = null
  let tries = 0
  let onData: (() => void | Promise<void>) | null = null
  const sockets = new Set<{ destroy: () => void }>()
  const server = new SMTPServer({
    disabledCommands: options.user ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    allowInsecureAuth: true,
    authOptional: !options.user,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onAuth(auth, _session, done) {
      if (auth.username === options.user && auth.password === options.password)
        return done(null, { user: auth.username })
      done(Object.assign(new Error('wrong'), { responseCode: 535 }))
    },
    onConnect(_session, done) {
      tries += 1
      fail(failAt.connect, done, () => hangUpAll())
    },
    onMailFrom(_address, _session, done) {
      fail(failAt.sender, done, () => hangUpAll())
    },
    onRcptTo({ address }, _session, done) {
      const how = address === silentAbout ? 'say nothing' : failAt.recipient
      fail(how, done, () => hangUpAll())
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        await onData?.()
        if (failAt.data && typeof failAt.data === 'object') return done(asError(failAt.data))
        const { mailFrom, rcptTo } = session.envelope
        taken.push({
          to: rcptTo.map(({ address }) => address),
          from: mailFrom ? mailFrom.address : '',
          raw: Buffer.concat(parts).toString(),
          secure: session.secure,
          user: typeof session.user === 'string' ? session.user : null,
        })
        fail(failAt.data, done, () => hangUpAll())
      })
    },
  })
  const hangUpAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  server.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  // A connection that is cut in a test is no news.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  const login = options.user ? `${options.user}:${encodeURIComponent(options.password ?? '')}@` : ''
  return {
    url: `smtp://${login}127.0.0.1:${port}`,
    taken,
    failAt,
    sayNothingAbout(address: string | null): void {
      silentAbout = address
    },
    /** Connections so far. */
    tries: () => tries,
    /** Awaited once a whole mail has come, before it is taken. */
    beforeTaking(wait: (() => void | Promise<void>) | null): void {
      onData = wait
    },
    stop(): Promise<void> {
      hangUpAll()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** The header of a mail, unfolded; the parts of its body are quoted-printable or base64. */
export const headerOf = ({ raw }: TakenMail, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(raw.replace(/\r\n[ \t]+/g, ' '))?.[1] ?? ''

/** A part of a mail as people read it. */
export function partOf({ raw }: TakenMail, type: 'text/plain' | 'text/html'): string {
  const part =
    raw.split(/^--[^\r\n]+\r\n/m).find((piece) => piece.toLowerCase().startsWith(`content-type: ${type}`)) ??
    ''
  const [head = '', ...rest] = part.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString()
  if (!/quoted-printable/i.test(head)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
