// Reminders: of a message, or of a few words, at a moment. Only their owner ever sees them.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { ClientId, MessageId, ReminderId } from './ids.ts'
import { MessageView } from './messages.ts'
import { instant, optionalLine } from './text.ts'

export const maxOpenReminders = 500
export const maxReminderLength = 500
export const maxReminderDays = 3 * 366
/** Of those that are done; older ones are forgotten. */
export const maxDoneKept = 50

export const ReminderView = z.object({
  id: ReminderId,
  text: z.string().meta({ description: 'May be empty for a reminder of a message' }),
  messageId: MessageId.nullable(),
  message: MessageView.nullable().meta({
    description: 'What it reminds of; null when the caller may not see it (any more), or there is none',
  }),
  remindAt: instant,
  firedAt: instant.nullable().meta({ description: 'Its moment came; cleared when it is put off' }),
  doneAt: instant.nullable(),
  createdAt: instant,
})
export type ReminderView = z.infer<typeof ReminderView>

const oneReminder = z.object({ reminderId: ReminderId })
const text = optionalLine(maxReminderLength)
const answer = z.object({ reminder: ReminderView })

export const reminders = {
  create: command({
    name: 'reminders.create',
    summary:
      'Sets a reminder of a message the caller may see, or of a few words. Twice with a clientId is once.',
    access: 'signedIn',
    input: z
      .object({
        clientId: ClientId,
        text: text.default(''),
        messageId: MessageId.nullable().default(null),
        remindAt: instant,
      })
      .refine(({ text, messageId }) => text !== '' || messageId !== null, {
        path: ['text'],
        error: 'is empty',
      }),
    output: answer,
    errors: ['forbidden', 'not_found'],
    rate: rates.write,
  }),
  list: command({
    name: 'reminders.list',
    summary: `Lists the own reminders by their time: all that are open, and the last ${maxDoneKept} that are done.`,
    access: 'signedIn',
    input: z.object({}),
    output: z.object({
      reminders: z.array(ReminderView),
      head: z
        .number()
        .int()
        .meta({ description: "The number of the caller's own stream that the list includes" }),
    }),
    errors: [],
    rate: rates.often,
  }),
  update: command({
    name: 'reminders.update',
    summary: 'Changes the words of an own reminder, or puts it off: with a new time it is open again.',
    access: 'signedIn',
    input: oneReminder.extend({ text: text.optional(), remindAt: instant.optional() }),
    output: answer,
    errors: ['not_found'],
    rate: rates.write,
  }),
  complete: command({
    name: 'reminders.complete',
    summary: 'Marks an own reminder as done, or as not done. Twice equals once.',
    access: 'signedIn',
    input: oneReminder.extend({ isDone: z.boolean() }),
    output: answer,
    errors: ['not_found'],
    rate: rates.write,
  }),
  delete: command({
    name: 'reminders.delete',
    summary: 'Deletes an own reminder. not_found: it is gone already.',
    access: 'signedIn',
    input: oneReminder,
    output: z.object({}),
    errors: ['not_found'],
    rate: rates.write,
  }),
}
