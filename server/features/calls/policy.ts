// Who may call, join, lead and look at how calls went.
import type { CallView } from '../../../contract/calls.ts'
import { type Actor, isAdmin } from '../../core/actor.ts'
import { AppError, notFound, refuse, type Verdict } from '../../core/errors.ts'
import { canPost, canSeeChannel, type RuledChannel } from '../channels/policy.ts'
import { isJoined, isOpen, participantOf } from './facts.ts'

export const callEnded = () => new AppError('call_ended', 'This call is over.')
export const callsUnavailable = () =>
  new AppError('calls_unavailable', 'This server can not carry calls at the moment. Ask whoever runs it.')

export const seatGivenUp = () => new AppError('not_in_call', 'The seat was given up.')

/** Bots have no ears. */
const isPerson = (actor: Actor): Verdict =>
  actor.kind === 'person' || refuse('Only people can take part in calls.')

export const canTestCall = isPerson

export function canStartCall(actor: Actor, channel: RuledChannel, isMember: boolean): Verdict {
  const person = isPerson(actor)
  if (person !== true) return person
  const post = canPost(actor, channel, isMember)
  if (post !== true || !channel.isBoard) return post
  return refuse('A board has no calls. Call in a channel, or call somebody.')
}

export function canSeeCall(actor: Actor, channel: RuledChannel, isMember: boolean): Verdict {
  return canSeeChannel(actor, channel, isMember) || notFound('call')
}

export const canComeBack = (wasRemoved: boolean): Verdict =>
  !wasRemoved || refuse('A host has removed you from this call.')

/** Who was there before, and hosts, come back also into a locked call. */
export function canJoinCall(actor: Actor, channel: RuledChannel, isMember: boolean, call: CallView): Verdict {
  if (!canSeeChannel(actor, channel, isMember)) return notFound('call')
  if (!isMember) return refuse('Join the channel before you join its call.')
  const person = isPerson(actor)
  if (person !== true) return person
  if (!isOpen(call)) return callEnded()
  const own = participantOf(call, actor.personId)
  const isKnown = own?.state === 'joined' || own?.isHost
  return (
    !call.isLocked || isKnown || isAdmin(actor) || new AppError('call_locked', 'A host has locked this call.')
  )
}

/** Whether somebody who may join has to be let in first. */
export function waitsInLobby(actor: Actor, call: CallView): boolean {
  if (!call.hasLobby || call.startedById === actor.personId) return false
  const own = participantOf(call, actor.personId)
  if (own?.state === 'joined' || own?.isHost) return false
  return call.participants.some(isJoined)
}

/** Mute, remove, let in, lock: hosts, and admins who are in the call. */
export function canLeadCall(actor: Actor, call: CallView): Verdict {
  const own = participantOf(call, actor.personId)
  const mayLead = own?.state === 'joined' && (own.isHost || isAdmin(actor))
  return mayLead || refuse('Only a host can do this.')
}

export function canEndCall(actor: Actor, call: CallView): Verdict {
  const haveSpoken = call.participants.filter(({ joinedAt }) => joinedAt !== null).length >= 2
  if (call.startedById === actor.personId && !haveSpoken) return true
  return canLeadCall(actor, call)
}

export function canSeeCallQuality(actor: Actor): Verdict {
  return (
    (actor.kind === 'person' && isAdmin(actor)) || refuse('Only owners and admins can see how calls went.')
  )
}
