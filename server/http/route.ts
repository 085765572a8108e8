// A route ties a command of the contract to the service that carries it out. Doors are thin: what comes in is parsed,
// what goes out is a view.
import type { CommandName, OutputOf, ParsedInputOf } from '../../contract/commands.ts'
import type { Actor } from '../core/actor.ts'
import type { Context } from '../core/context.ts'

/** What a door may know of the request beside its input. */
export type RequestFacts = {
  address: string
  /** The client's own name for itself, for the list of sessions. */
  userAgent: string
  /** Cookie of a device that has signed in before, or null. */
  deviceToken: string | null
  setSessionCookie: (token: string, expiresAt: Date | null) => void
  clearSessionCookie: () => void
  setDeviceCookie: (token: string) => void
}

type SignedIn<Name extends CommandName> = (
  context: Context,
  actor: Actor,
  input: ParsedInputOf<Name>,
  facts: RequestFacts,
) => Promise<OutputOf<Name>>
type Public<Name extends CommandName> = (
  context: Context,
  input: ParsedInputOf<Name>,
  facts: RequestFacts,
) => Promise<OutputOf<Name>>

export type Route = {
  name: CommandName
  bodyLimit?: number
  answer: (context: Context, actor: Actor | null, input: unknown, facts: RequestFacts) => Promise<unknown>
}

/** A command for people with a session. The router has made sure of the actor. */
export const route = <Name extends CommandName>(
  name: Name,
  run: SignedIn<Name>,
  bodyLimit?: number,
): Route => ({
  name,
  ...(bodyLimit ? { bodyLimit } : {}),
  answer: (context, actor, input, facts) => run(context, actor as Actor, input as ParsedInputOf<Name>, facts),
})

/** A command that needs no session. */
export const publicRoute = <Name extends CommandName>(name: Name, run: Public<Name>): Route => ({
  name,
  answer: (context, _actor, input, facts) => run(context, input as ParsedInputOf<Name>, facts),
})
