// People and bots: profile, role, status.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { PersonId } from './ids.ts'
import { QuietTimes } from './lib/quiet-times.ts'
import { emoji, instant, line, optionalLine, timeZone } from './text.ts'

export const Role = z.enum(['owner', 'admin', 'member', 'guest'])
export type Role = z.infer<typeof Role>

export const StatusView = z.object({ emoji: z.string(), text: z.string(), expiresAt: instant.nullable() })

/** What everybody in the workspace may know of a person. */
export const PersonView = z.object({
  id: PersonId,
  kind: z.enum(['person', 'bot']),
  name: z.string(),
  title: z.string(),
  timeZone: z.string(),
  role: Role,
  picture: z.string().nullable().meta({ description: 'Path of the picture; changes when the picture does' }),
  status: StatusView.nullable(),
  // Entries from before there were notification rules have neither.
  pausedUntil: instant.nullable().default(null).meta({ description: 'Wants not to be disturbed until then' }),
  quietTimes: QuietTimes.nullable().default(null).meta({
    description: "Hours and days, in the person's time zone, in which they want not to be disturbed",
  }),
  isActive: z.boolean(),
  revision: z.number().int().meta({ description: 'Grows with every change; the higher one wins' }),
})
export type PersonView = z.infer<typeof PersonView>

/** What those who manage people see. */
export const ManagedPersonView = z.object({
  person: PersonView,
  email: z.string().nullable(),
  joinedAt: instant,
  lastSeenAt: instant.nullable(),
})
export type ManagedPersonView = z.infer<typeof ManagedPersonView>

const onePerson = z.object({ person: PersonView })

export const people = {
  list: command({
    name: 'people.list',
    summary: 'Lists everybody with e-mail addresses, for those who manage people.',
    access: 'signedIn',
    input: z.object({}),
    output: z.object({ people: z.array(ManagedPersonView) }),
    errors: ['forbidden'],
    rate: rates.seldom,
  }),
  updateProfile: command({
    name: 'people.updateProfile',
    summary: 'Changes the own name, title or time zone.',
    access: 'signedIn',
    input: z.object({
      name: line(80).optional(),
      title: optionalLine(80).optional(),
      timeZone: timeZone.optional(),
    }),
    output: onePerson,
    errors: [],
    rate: rates.seldom,
  }),
  setPicture: command({
    name: 'people.setPicture',
    summary: 'Sets or removes the own picture (PNG, JPEG or WebP, up to 512 KiB).',
    access: 'signedIn',
    input: z.object({ picture: z.base64().max(700_000).nullable() }),
    output: onePerson,
    errors: ['too_large'],
    rate: rates.seldom,
  }),
  setStatus: command({
    name: 'people.setStatus',
    summary: 'Sets or clears the own status, with the moment it ends.',
    access: 'signedIn',
    input: z.object({
      status: z.object({ emoji, text: optionalLine(100), expiresAt: instant.nullable() }).nullable(),
    }),
    output: onePerson,
    errors: [],
    rate: rates.seldom,
  }),
  setRole: command({
    name: 'people.setRole',
    summary: "Changes somebody's role.",
    access: 'signedIn',
    input: z.object({ personId: PersonId, role: Role }),
    output: onePerson,
    errors: ['forbidden', 'not_found', 'last_owner'],
    rate: rates.seldom,
  }),
  deactivate: command({
    name: 'people.deactivate',
    summary: 'Ends all access of a person or bot at once. What they wrote stays.',
    access: 'signedIn',
    input: z.object({ personId: PersonId }),
    output: onePerson,
    errors: ['forbidden', 'not_found', 'last_owner'],
    rate: rates.seldom,
  }),
  reactivate: command({
    name: 'people.reactivate',
    summary: 'Lets a deactivated person sign in again.',
    access: 'signedIn',
    input: z.object({ personId: PersonId }),
    output: onePerson,
    errors: ['forbidden', 'not_found'],
    rate: rates.seldom,
  }),
}
