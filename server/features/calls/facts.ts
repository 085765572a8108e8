// What may happen to a call, as pure functions from one view to the next. The same view back: it had happened before.
import type { CallOutcome, CallView, ParticipantView } from '../../../contract/calls.ts'
import type { PersonId } from '../../../contract/ids.ts'

/** In a conversation of two a call is over when one of them goes. */
export type CallPlace = { isDirect: boolean }

const update = (
  call: CallView,
  personId: PersonId,
  change: (participant: ParticipantView) => ParticipantView,
): CallView => ({
  ...call,
  participants: call.participants.map((one) => (one.personId === personId ? change(one) : one)),
})

export const participantOf = (call: CallView, personId: PersonId) =>
  call.participants.find((one) => one.personId === personId)
export const isJoined = ({ state }: ParticipantView) => state === 'joined'
export const isOpen = (call: CallView) => call.endedAt === null
const wasThere = ({ joinedAt }: ParticipantView) => joinedAt !== null

/** Somebody always leads: the one who has been there longest, when no host is. */
function withHost(call: CallView): CallView {
  const joined = call.participants.filter(isJoined)
  if (joined.length === 0 || joined.some(({ isHost }) => isHost)) return call
  const [first] = joined.toSorted((a, b) => (a.joinedAt ?? '').localeCompare(b.joinedAt ?? ''))
  return first ? update(call, first.personId, (one) => ({ ...one, isHost: true })) : call
}

const fresh = (personId: PersonId): ParticipantView => ({
  personId,
  state: 'left',
  isHost: false,
  joinedAt: null,
  leftAt: null,
})

const known = (call: CallView, personId: PersonId): CallView =>
  participantOf(call, personId) ? call : { ...call, participants: [...call.participants, fresh(personId)] }

/** The participants of a new call: the caller, and in a conversation everybody who is called. */
export const invited = (callerId: PersonId, called: PersonId[]): ParticipantView[] => [
  { ...fresh(callerId), isHost: true },
  ...called.map((personId): ParticipantView => ({ ...fresh(personId), state: 'ringing' })),
]

export function joined(call: CallView, personId: PersonId, at: string): CallView {
  if (participantOf(call, personId)?.state === 'joined') return call
  return withHost(
    update(known(call, personId), personId, (one) => ({
      ...one,
      state: 'joined',
      joinedAt: one.joinedAt ?? at,
      leftAt: null,
    })),
  )
}

export function waiting(call: CallView, personId: PersonId): CallView {
  const state = participantOf(call, personId)?.state
  if (state === 'waiting' || state === 'joined') return call
  return update(known(call, personId), personId, (one) => ({ ...one, state: 'waiting' }))
}

export function left(call: CallView, personId: PersonId, at: string, place: CallPlace): CallView {
  const state = participantOf(call, personId)?.state
  if (state !== 'joined' && state !== 'waiting') return call
  const gone = update(call, personId, (one) => ({ ...one, state: 'left', isHost: false, leftAt: at }))
  return settled(withHost(gone), at, place)
}

export function declined(
  call: CallView,
  personId: PersonId,
  isBusy: boolean,
  at: string,
  place: CallPlace,
): CallView {
  if (participantOf(call, personId)?.state !== 'ringing') return call
  const said = update(call, personId, (one) => ({ ...one, state: isBusy ? 'busy' : 'declined' }))
  return settled(said, at, place)
}

/** Who has not answered by now is not called any longer. */
export function rungOut(call: CallView, at: string, place: CallPlace): CallView {
  if (!call.participants.some(({ state }) => state === 'ringing')) return call
  const missed: CallView = {
    ...call,
    participants: call.participants.map((one) =>
      one.state === 'ringing' ? { ...one, state: 'missed' } : one,
    ),
  }
  return settled(missed, at, place)
}

export function hosting(call: CallView, personId: PersonId): CallView {
  const one = participantOf(call, personId)
  return !one || one.isHost || one.state !== 'joined'
    ? call
    : update(call, personId, (host) => ({ ...host, isHost: true }))
}

export function ruled(
  call: CallView,
  rules: { isLocked?: boolean | undefined; hasLobby?: boolean | undefined },
): CallView {
  const isLocked = rules.isLocked ?? call.isLocked
  const hasLobby = rules.hasLobby ?? call.hasLobby
  return isLocked === call.isLocked && hasLobby === call.hasLobby ? call : { ...call, isLocked, hasLobby }
}

export function ended(call: CallView, at: string): CallView {
  if (!isOpen(call)) return call
  return { ...closed(call, at), endedAt: at, outcome: outcomeOf(call) }
}

const closed = (call: CallView, at: string): CallView => ({
  ...call,
  participants: call.participants.map((one) => {
    if (one.state === 'joined' || one.state === 'waiting') return { ...one, state: 'left', leftAt: at }
    return one.state === 'ringing' ? { ...one, state: 'missed' } : one
  }),
})

/** What is written of a call that ends as it stands now. */
function outcomeOf(call: CallView): CallOutcome {
  if (call.ringsUntil === null || call.participants.filter(wasThere).length >= 2) return 'ended'
  const called = call.participants.filter((one) => !wasThere(one) && one.personId !== call.startedById)
  if (called.some(({ state }) => state === 'ringing')) return 'cancelled'
  return called.length > 0 && called.every(({ state }) => state === 'declined') ? 'declined' : 'missed'
}

/** Ends a call that has nobody left to speak with. */
function settled(call: CallView, at: string, { isDirect }: CallPlace): CallView {
  if (!isOpen(call)) return call
  const there = call.participants.filter(isJoined).length
  if (there === 0 && !call.participants.some(({ state }) => state === 'waiting')) return ended(call, at)
  if (call.ringsUntil === null || there > 1) return call
  if (call.participants.some(({ state }) => state === 'ringing' || state === 'waiting')) return call
  const haveSpoken = call.participants.filter(wasThere).length >= 2
  return isDirect || !haveSpoken ? ended(call, at) : call
}
