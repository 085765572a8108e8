// E-mail for those who have been away: how often, and whether this server can send any.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { wallTime } from './lib/wall-clock.ts'

export const DigestChoice = z.enum(['never', 'soon', 'hourly', 'daily']).meta({
  description: 'soon: after 15 minutes; each is also the shortest time between two e-mails',
})
export type DigestChoice = z.infer<typeof DigestChoice>

export const DigestSettings = z.object({
  isAvailable: z.boolean().meta({ description: 'Whether this server can send e-mail' }),
  choice: DigestChoice,
  dailyAt: z.string().meta({ description: 'On the clock of the person’s time zone' }),
  isRefused: z.boolean().meta({
    description:
      'The mail server refused the address; nothing is sent for a week, or until the setting is saved again',
  }),
})
export type DigestSettings = z.infer<typeof DigestSettings>

const settings = z.object({ settings: DigestSettings })

export const digest = {
  settings: command({
    name: 'digest.settings',
    summary: 'Tells when the caller gets e-mail about what waits for them.',
    access: 'signedIn',
    input: z.object({}),
    output: settings,
    errors: ['forbidden'],
    rate: rates.often,
  }),
  set: command({
    name: 'digest.set',
    summary: 'Sets when the caller gets e-mail about what waits for them while they are away.',
    access: 'signedIn',
    input: z.object({ choice: DigestChoice, dailyAt: wallTime.optional() }),
    output: settings,
    errors: ['forbidden'],
    rate: rates.seldom,
  }),
}
