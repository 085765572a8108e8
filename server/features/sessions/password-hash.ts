// Argon2id with the parameters of OWASP's Password Storage Cheat Sheet, written as a PHC string so that a later
// version can raise them and still read these.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { AppError } from '../../core/errors.ts'

const argon2Async = promisify(argon2)

const memoryKiB = 19_456
const passes = 2
const parallelism = 1
const tagBytes = 32
/** Each takes a core for some 25 ms and 19 MiB: a flood must not eat the machine that delivers messages. */
const mostAtOnce = 2
/** A few seconds of waiting; who comes behind that is sent away. */
const mostWaiting = 150

type Cost = { memory: number; passes: number; parallelism: number }

let atWork = 0
const waiting: (() => void)[] = []

async function takeTurn(): Promise<void> {
  if (atWork < mostAtOnce) {
    atWork += 1
    return
  }
  if (waiting.length >= mostWaiting) {
    throw new AppError('rate_limited', 'Too many people are signing in. Try again shortly.', {
      retryAfterMs: 2000,
    })
  }
  await new Promise<void>((resolve) => waiting.push(resolve))
}

/** The turn passes to the next in line, or is given back. */
function endTurn(): void {
  const next = waiting.shift()
  if (next) next()
  else atWork -= 1
}

async function derive(password: string, nonce: Buffer, tagLength: number, cost: Cost): Promise<Buffer> {
  await takeTurn()
  try {
    // NFC: the same word typed on a Mac and on Windows is the same password (RFC 8265, OpaqueString).
    return await argon2Async('argon2id', { message: password.normalize('NFC'), nonce, tagLength, ...cost })
  } finally {
    endTurn()
  }
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
const phc = (nonce: Buffer, tag: Buffer) =>
  `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`

const phcPattern =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{16,128})$/

/** Answers a PHC string. Throws rate_limited when too many wait. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  return phc(nonce, await derive(password, nonce, tagBytes, { memory: memoryKiB, passes, parallelism }))
}

/** Nobody's password: makes an unknown e-mail address cost as much time as a wrong password. */
const nobodysHash = phc(randomBytes(16), randomBytes(tagBytes))

/** True when the password is the one behind `hash`. Without a hash it takes the same time and answers false. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const parts = phcPattern.exec(hash ?? nobodysHash)
  if (!parts) throw new Error('a stored password hash is not an argon2id PHC string')
  const [, memory, passesOfHash, lanes, nonce, tag] = parts as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const expected = Buffer.from(tag, 'base64')
  const cost = { memory: Number(memory), passes: Number(passesOfHash), parallelism: Number(lanes) }
  const found = await derive(password, Buffer.from(nonce, 'base64'), expected.length, cost)
  return timingSafeEqual(found, expected) && hash !== null
}
