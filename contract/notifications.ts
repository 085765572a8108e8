// What calls a person, and when not: rules, keywords, quiet times and a pause.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { foldWords } from './lib/keywords.ts'
import { QuietTimes } from './lib/quiet-times.ts'
import { PersonView } from './people.ts'
import { instant, line } from './text.ts'

export const NotifyLevel = z
  .enum(['all', 'mentions', 'nothing'])
  .meta({ description: 'every message; what is meant for the person; nothing at all' })
export type NotifyLevel = z.infer<typeof NotifyLevel>

export const maxKeywords = 50
export const maxKeywordLength = 60
/** The longest pause. */
export const maxPauseDays = 92

const keyword = line(maxKeywordLength)
  .transform((text) => text.replace(/\s+/gu, ' '))
  .refine((text) => /[\p{L}\p{N}]/u.test(foldWords(text)), 'has no letter or digit')

/** What a person set for all their channels; for them only. Single channels: ChannelPreference. */
export const NotificationRules = z.object({
  level: NotifyLevel,
  isToldOfReplies: z.boolean().meta({ description: 'Replies in followed threads call' }),
  keywords: z.array(z.string()),
})
export type NotificationRules = z.infer<typeof NotificationRules>

export const notifications = {
  setRules: command({
    name: 'notifications.setRules',
    summary: 'Sets what calls the caller in all channels, and their keywords.',
    access: 'signedIn',
    input: z.object({
      level: NotifyLevel.optional(),
      isToldOfReplies: z.boolean().optional(),
      keywords: z.array(keyword).max(maxKeywords).optional(),
    }),
    output: z.object({ rules: NotificationRules }),
    errors: ['forbidden'],
    rate: rates.write,
  }),
  setQuietTimes: command({
    name: 'notifications.setQuietTimes',
    summary: "Sets the hours and days, in the caller's time zone, in which nothing disturbs them.",
    access: 'signedIn',
    input: z.object({ quietTimes: QuietTimes.nullable() }),
    output: z.object({ person: PersonView }),
    errors: ['forbidden'],
    rate: rates.seldom,
  }),
  pause: command({
    name: 'notifications.pause',
    summary: 'Pauses everything that disturbs the caller until a moment; null ends the pause.',
    access: 'signedIn',
    input: z.object({ until: instant.nullable() }),
    output: z.object({ person: PersonView }),
    errors: ['forbidden'],
    rate: rates.seldom,
  }),
}
