// The audit trail: who did what, when, without what was said.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { PersonId } from './ids.ts'
import { instant, line } from './text.ts'

export const AuditEntryView = z.object({
  id: z.string(),
  at: instant,
  actorId: PersonId.nullable(),
  action: z.string().meta({ description: 'The event type, such as message.deleted' }),
  stream: z.string(),
  subjectId: z.string().nullable(),
})
export type AuditEntryView = z.infer<typeof AuditEntryView>

export const audit = {
  list: command({
    name: 'audit.list',
    summary: 'Reads the audit trail, newest first.',
    access: 'signedIn',
    input: z.object({
      before: z
        .string()
        .regex(/^\d{1,18}$/)
        .nullable()
        .default(null),
      actorId: PersonId.nullable().default(null),
      action: line(60).nullable().default(null),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    output: z.object({ entries: z.array(AuditEntryView), hasOlder: z.boolean() }),
    errors: ['forbidden'],
    rate: rates.seldom,
  }),
}
