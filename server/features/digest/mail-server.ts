// One conversation with the mail server: opened when there is something to send, used for all of a run, with a limit of
// time for every step. Says of a failure what it means, never whom it was about.
import { BlockList, isIP } from 'node:net'
import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import { type Failure, failureOf, type SmtpError, type Step } from './failures.ts'

const connectMs = 10_000
const silenceMs = 20_000
/** However slowly the server answers, one e-mail takes no longer. */
const wholeMs = 60_000

export type Mail = {
  to: string
  from: string
  subject: string
  text: string
  html: string
  messageId: string
  headers: Record<string, string>
}
export type Outcome = { failure: Failure | null; error: SmtpError | null }

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)

type Login = Parameters<SMTPConnection['login']>[0]

/** A password leaves this machine over TLS only: who sits between could leave STARTTLS out of the answer. */
function optionsOf(url: string): SMTPConnectionOptions & { auth?: Login } {
  const options = parseConnectionUrl(url) as SMTPConnectionOptions & { auth?: Login }
  const stays = isIP(options.host ?? '') ? loopback.check(options.host ?? '') : options.host === 'localhost'
  return { requireTLS: options.auth !== undefined && !stays, ...options }
}

export class MailServer {
  #url: string
  #limits: { connectMs: number; silenceMs: number; wholeMs: number }
  #connection: SMTPConnection | null = null

  constructor(url: string, limits = { connectMs, silenceMs, wholeMs }) {
    this.#url = url
    this.#limits = limits
  }

  /** Never throws: a failure says what is to become of the e-mail. */
  async send(mail: Mail): Promise<Outcome> {
    let step: Step = 'opening'
    try {
      const connection = await this.#open()
      step = 'envelope'
      const bytes = await new MailComposer(mail).compile().build()
      const text = new Readable({
        read() {
          step = 'text'
          this.push(bytes)
          this.push(null)
        },
      })
      const envelope = { from: addressOf(mail.from), to: [mail.to] }
      await this.#step(connection, (done) => connection.send(envelope, text, done))
      return { failure: null, error: null }
    } catch (error) {
      // What state the conversation is in is anybody's guess: the next e-mail begins a new one.
      this.close()
      return { failure: failureOf(error as SmtpError, step), error: error as SmtpError }
    }
  }

  close(): void {
    this.#connection?.close()
    this.#connection = null
  }

  async #open(): Promise<SMTPConnection> {
    if (this.#connection) return this.#connection
    const { auth, ...options } = optionsOf(this.#url)
    const connection = new SMTPConnection({
      ...options,
      connectionTimeout: this.#limits.connectMs,
      greetingTimeout: this.#limits.connectMs,
      socketTimeout: this.#limits.silenceMs,
      logger: false,
    })
    this.#connection = connection
    await this.#step(connection, (done) => connection.connect(done))
    if (auth) await this.#step(connection, (done) => connection.login(auth, done))
    // Between two e-mails the server may hang up: the next one finds out.
    connection.on('error', () => this.#forget(connection))
    connection.on('end', () => this.#forget(connection))
    return connection
  }

  #forget(connection: SMTPConnection): void {
    if (this.#connection === connection) this.#connection = null
  }

  #step(connection: SMTPConnection, begin: (done: (error?: Error | null) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (error?: unknown) => {
        clearTimeout(timer)
        connection.off('error', finish)
        connection.off('end', ended)
        if (error) reject(error)
        else resolve()
      }
      const ended = () => finish(new Error('the conversation is over'))
      const timer = setTimeout(() => finish(new Error('it takes too long')), this.#limits.wholeMs)
      connection.on('error', finish)
      connection.on('end', ended)
      begin((error) => finish(error ?? undefined))
    })
  }
}

/** The address in `Name <address>`. */
export const addressOf = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()
