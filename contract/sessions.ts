// Signing in and out, sessions, passwords.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { PersonId, SessionId } from './ids.ts'
import { email, instant } from './text.ts'

/** Length is checked here by bytes too, so that hashing can't be made slow; strength is the server's answer `weak_password`. */
export const newPassword = z.string().min(1).max(200)

/** 32 bytes in base64url: a verifier, or the SHA-256 of one. */
const proof = z.string().regex(/^[\w-]{43}$/)

export const SignedInView = z.object({
  personId: PersonId,
  sessionId: SessionId,
  token: z
    .string()
    .nullable()
    .meta({ description: 'Bearer token, only when asked for; browsers get a cookie' }),
})
export type SignedInView = z.infer<typeof SignedInView>

export const SessionView = z.object({
  id: SessionId,
  device: z.string().meta({ description: 'Browser and system in words' }),
  address: z.string(),
  createdAt: instant,
  lastSeenAt: instant,
  isCurrent: z.boolean(),
})
export type SessionView = z.infer<typeof SessionView>

export const sessions = {
  signIn: command({
    name: 'sessions.signIn',
    summary: 'Signs in with e-mail and password; answers with a cookie, or with a token.',
    access: 'public',
    input: z.object({
      email,
      password: z.string().max(200),
      as: z.enum(['browser', 'token']).default('browser'),
    }),
    output: SignedInView,
    errors: ['wrong_credentials'],
    rate: { limit: 60, perSeconds: 60 },
  }),
  offerHandover: command({
    name: 'sessions.offerHandover',
    summary:
      'Lets the desktop app sign in as the same person: a code, good once and for a minute, for whoever knows the verifier behind the challenge (RFC 7636, S256).',
    access: 'signedIn',
    input: z.object({ challenge: proof }),
    output: z.object({ code: z.string() }),
    errors: ['forbidden'],
    rate: rates.guarded,
  }),
  takeHandover: command({
    name: 'sessions.takeHandover',
    summary: 'Signs in with a code of sessions.offerHandover and its verifier.',
    access: 'public',
    input: z.object({
      code: z.string().max(100),
      verifier: proof,
      as: z.enum(['browser', 'token']).default('browser'),
    }),
    output: SignedInView,
    errors: ['wrong_credentials'],
    rate: rates.guarded,
  }),
  signOut: command({
    name: 'sessions.signOut',
    summary: 'Ends the current session.',
    access: 'signedIn',
    input: z.object({}),
    output: z.object({}),
    errors: [],
    rate: rates.seldom,
  }),
  list: command({
    name: 'sessions.list',
    summary: 'Lists the own sessions, the current one first.',
    access: 'signedIn',
    input: z.object({}),
    output: z.object({ sessions: z.array(SessionView) }),
    errors: [],
    rate: rates.seldom,
  }),
  end: command({
    name: 'sessions.end',
    summary: 'Ends one of the own sessions; its sockets close at once.',
    access: 'signedIn',
    input: z.object({ sessionId: SessionId }),
    output: z.object({}),
    errors: ['not_found'],
    rate: rates.seldom,
  }),
  endOthers: command({
    name: 'sessions.endOthers',
    summary: 'Ends all own sessions but the current one.',
    access: 'signedIn',
    input: z.object({}),
    output: z.object({ ended: z.number().int() }),
    errors: [],
    rate: rates.seldom,
  }),
  changePassword: command({
    name: 'sessions.changePassword',
    summary: 'Changes the own password and ends all other sessions.',
    access: 'signedIn',
    input: z.object({ password: z.string().max(200), newPassword }),
    output: z.object({}),
    errors: ['wrong_credentials', 'weak_password', 'forbidden'],
    rate: rates.guarded,
  }),
}
