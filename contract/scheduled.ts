// Messages written now and sent later, by the server, under their author's rights at that moment.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { ErrorCode } from './errors.ts'
import { FileView, maxFilesPerMessage } from './files.ts'
import { ChannelId, ClientId, FileId, MessageId, ScheduledId } from './ids.ts'
import { maxBodyLength } from './messages.ts'
import { instant, optionalProse } from './text.ts'

export const maxScheduled = 100
export const maxScheduledDays = 120

/** Only its author ever sees it. */
export const ScheduledView = z.object({
  id: ScheduledId,
  channelId: ChannelId,
  threadId: MessageId.nullable(),
  alsoToChannel: z.boolean(),
  body: z.string(),
  files: z.array(FileView),
  sendAt: instant,
  refusal: ErrorCode.nullable().meta({
    description: 'Why it could not be sent at its time; it waits until its time is changed, or it is deleted',
  }),
  createdAt: instant,
})
export type ScheduledView = z.infer<typeof ScheduledView>

const oneScheduled = z.object({ scheduledId: ScheduledId })
const body = optionalProse(maxBodyLength)
const answer = z.object({ scheduled: ScheduledView })

export const scheduled = {
  create: command({
    name: 'scheduled.create',
    summary: `Schedules a message, at most ${maxScheduled} and ${maxScheduledDays} days ahead. The clientId will be the message's: it is sent once.`,
    access: 'signedIn',
    input: z
      .object({
        clientId: ClientId,
        channelId: ChannelId,
        threadId: MessageId.nullable().default(null),
        alsoToChannel: z.boolean().default(false),
        body,
        fileIds: z.array(FileId).max(maxFilesPerMessage).default([]).meta({
          description:
            'Own files of this channel that have arrived whole; kept until the message is sent or deleted',
        }),
        sendAt: instant,
      })
      .refine(({ body, fileIds }) => body !== '' || fileIds.length > 0, {
        path: ['body'],
        error: 'is empty',
      }),
    output: answer,
    errors: ['forbidden', 'not_found', 'channel_archived', 'already_exists', 'file_not_ready'],
    rate: rates.write,
  }),
  list: command({
    name: 'scheduled.list',
    summary: 'Lists the own scheduled messages, the next one first.',
    access: 'signedIn',
    input: z.object({}),
    output: z.object({
      scheduled: z.array(ScheduledView),
      head: z
        .number()
        .int()
        .meta({ description: "The number of the caller's own stream that the list includes" }),
    }),
    errors: [],
    rate: rates.often,
  }),
  update: command({
    name: 'scheduled.update',
    summary:
      'Changes text or time of an own scheduled message (a text may be empty where it carries files); a new time gives a refused one a new try.',
    access: 'signedIn',
    input: oneScheduled.extend({ body: body.optional(), sendAt: instant.optional() }),
    output: answer,
    errors: ['not_found'],
    rate: rates.write,
  }),
  sendNow: command({
    name: 'scheduled.sendNow',
    summary: 'Sends an own scheduled message at once. not_found: it has been sent or deleted already.',
    access: 'signedIn',
    input: oneScheduled,
    output: z.object({}),
    errors: ['forbidden', 'not_found', 'channel_archived', 'already_exists', 'file_not_ready'],
    rate: rates.write,
  }),
  delete: command({
    name: 'scheduled.delete',
    summary:
      'Deletes an own scheduled message and its files. not_found: it has been sent or deleted already.',
    access: 'signedIn',
    input: oneScheduled,
    output: z.object({}),
    errors: ['not_found'],
    rate: rates.write,
  }),
}
