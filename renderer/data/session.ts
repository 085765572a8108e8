// Who is signed in, in this browser: opens the client from its cache at once, ends it when the session does.
import { create } from 'zustand'
import type { PersonId } from '../../contract/ids.ts'
import { call, mayWorkLater, onNotSignedIn } from './api.ts'
import { Client, openFromCache } from './client.ts'
import { saveDraftsNow } from './draft-sync.ts'
import { remembered } from './remembered.ts'
import { onSignal } from './socket.ts'

export type SessionStatus = 'unknown' | 'signedOut' | 'signedIn'

export const sessionStore = create<{ status: SessionStatus }>()(() => ({ status: 'unknown' }))

/** unknown: neither the cache nor the server has answered yet. */
export function useSession(): SessionStatus {
  return sessionStore((state) => state.status)
}

type News = { kind: 'ended' } | { kind: 'signedIn'; personId: PersonId }

let client: Client | null = null
let personId: PersonId | null = null
let isStarted = false
let otherWindows: BroadcastChannel | null = null
/** Starts and ends come one after the other. */
let turn: Promise<void> = Promise.resolve()

/** Opens the client, on load: from the cache when there is one, and by asking the server. Twice equals once. */
export async function startSession(): Promise<void> {
  if (!isStarted) {
    isStarted = true
    // Perhaps it only ran out: what nobody else has (drafts, unsent messages) waits for the same person.
    onNotSignedIn(() => void end('state', 'signedOut'))
    onSignal('signedOut', () => void end('everything', 'signedOut'))
    hearOtherWindows()
  }
  await inTurn(open)
}

/** Opens the client after signing in. */
export async function signedIn(): Promise<void> {
  remembered.isLeaving.forget()
  await end('nothing', 'unknown')
  await startSession()
}

/** Ends the session and forgets all this browser holds of the person, unsent messages and drafts too. */
export async function signOut(): Promise<void> {
  // What was typed a moment ago follows to the next device, too.
  await saveDraftsNow()
  remembered.isLeaving.set('yes')
  const leaving = tellServer()
  await end('everything', 'signedOut')
  tell({ kind: 'ended' })
  await leaving
}

/** Lets go of the client as a closing tab does; the session goes on. */
export async function closeClient(): Promise<void> {
  await end('nothing', 'unknown')
}

/** Without network the server learns of it at the next start. */
async function tellServer(): Promise<void> {
  try {
    await call('sessions.signOut', {}, { timeoutMs: 5000, keepalive: true })
    remembered.isLeaving.forget()
  } catch (error) {
    // A session the server does not know any more is as ended as can be.
    if (!mayWorkLater(error)) remembered.isLeaving.forget()
  }
}

async function open(): Promise<void> {
  if (client) return
  if (remembered.isLeaving.get()) {
    await tellServer()
    if (remembered.isLeaving.get()) return sessionStore.setState({ status: 'signedOut' })
  }
  sessionStore.setState({ status: 'unknown' })
  const known = remembered.person.get() as PersonId | null
  const cached = known ? await openFromCache(known) : null
  const mine: Client = new Client({
    opened: (whose) => {
      personId = whose
      remembered.person.set(whose)
      sessionStore.setState({ status: 'signedIn' })
      if (!cached) tell({ kind: 'signedIn', personId: whose })
    },
    // Perhaps somebody else signed in with this browser: the server says who.
    ended: () => void end('state', 'unknown').then(startSession),
  })
  client = mine
  await mine.open(cached)
}

/** Closes the client, once, whoever noticed first. */
async function end(forget: 'everything' | 'state' | 'nothing', status: SessionStatus): Promise<void> {
  const closing = client
  client = null
  if (forget !== 'nothing') remembered.person.forget()
  personId = null
  // What is shown goes at once; the next start waits until the browser has forgotten, too.
  const closed = closing?.close({ forget })
  sessionStore.setState({ status })
  await inTurn(async () => closed)
}

function hearOtherWindows(): void {
  if (typeof BroadcastChannel === 'undefined') return
  otherWindows = new BroadcastChannel('nucleus-session')
  otherWindows.onmessage = ({ data }: MessageEvent<News>) => {
    if (data.kind === 'ended') void end('nothing', 'signedOut')
    else if (data.personId !== personId) void end('nothing', 'unknown').then(startSession)
  }
}

function tell(news: News): void {
  otherWindows?.postMessage(news)
}

function inTurn(step: () => Promise<void>): Promise<void> {
  const next = turn.catch(() => {}).then(step)
  turn = next
  return next
}
