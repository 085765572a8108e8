// All commands by name: `commands['messages.send']`. The door, the client and OpenAPI are made from this list.
import type { z } from 'zod'
import { activity } from './activity.ts'
import { audit } from './audit.ts'
import { boards } from './boards.ts'
import { bots } from './bots.ts'
import { calls } from './calls.ts'
import { channels } from './channels.ts'
import type { Command } from './command.ts'
import { digest } from './digest.ts'
import { drafts } from './drafts.ts'
import { files } from './files.ts'
import { groups } from './groups.ts'
import { invitations } from './invitations.ts'
import { messages, pins, reactions } from './messages.ts'
import { notifications } from './notifications.ts'
import { people } from './people.ts'
import { reading } from './reading.ts'
import { releases } from './releases.ts'
import { reminders } from './reminders.ts'
import { saved } from './saved.ts'
import { scheduled } from './scheduled.ts'
import { search } from './search.ts'
import { sessions } from './sessions.ts'
import { sync } from './sync.ts'
import { tasks } from './tasks.ts'
import { workspace } from './workspace.ts'

const features = {
  workspace,
  sessions,
  invitations,
  people,
  bots,
  channels,
  groups,
  messages,
  reactions,
  files,
  pins,
  reading,
  notifications,
  activity,
  digest,
  scheduled,
  reminders,
  saved,
  drafts,
  search,
  calls,
  boards,
  tasks,
  sync,
  audit,
  releases,
}

type Features = typeof features
export type CommandName = {
  [Feature in keyof Features]: `${Feature}.${keyof Features[Feature] & string}`
}[keyof Features]
type CommandOf<Name extends CommandName> = Name extends `${infer Feature}.${infer Verb}`
  ? Feature extends keyof Features
    ? Verb extends keyof Features[Feature]
      ? Features[Feature][Verb]
      : never
    : never
  : never

/** What a caller writes (defaults may be left out). */
export type InputOf<Name extends CommandName> =
  CommandOf<Name> extends Command<infer Input> ? z.input<Input> : never
/** What the door hands on (defaults filled in). */
export type ParsedInputOf<Name extends CommandName> =
  CommandOf<Name> extends Command<infer Input> ? z.output<Input> : never
export type OutputOf<Name extends CommandName> =
  CommandOf<Name> extends Command<z.ZodType, infer Output> ? z.output<Output> : never

export const commands = Object.fromEntries(
  Object.values(features)
    .flatMap((feature) => Object.values(feature) as Command[])
    .map((command) => [command.name, command]),
) as Record<CommandName, Command>
