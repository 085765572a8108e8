// Drafts that follow their author from device to device. An entry says only that a draft changed; its text is fetched.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { ChannelId, MessageId } from './ids.ts'
import { maxBodyLength } from './messages.ts'
import { instant, optionalProse } from './text.ts'

export const maxDrafts = 300
/** A draft may be longer than what can be sent: it is still being written. */
export const maxDraftLength = 4 * maxBodyLength
/** Of what two devices wrote over each other; older ones still are let go. */
export const maxOlderDrafts = 10

const uuid = z.uuid()
const revision = z.number().int().min(0)

/** What another device had written there when this one wrote over it. */
export const OlderDraft = z.object({ id: uuid, text: z.string(), savedAt: instant })
export type OlderDraft = z.infer<typeof OlderDraft>

export const DraftView = z.object({
  channelId: ChannelId,
  threadId: MessageId.nullable(),
  text: z.string().meta({ description: 'Markdown; empty where only older ones are left' }),
  revision: revision.meta({ description: 'Grows with every change of it' }),
  savedAt: instant,
  older: z.array(OlderDraft).meta({ description: 'Never lost, but written over: to be taken in or dropped' }),
})
export type DraftView = z.infer<typeof DraftView>

/** A channel, or a thread of it. */
const place = { channelId: ChannelId, threadId: MessageId.nullable().default(null) }

export const drafts = {
  save: command({
    name: 'drafts.save',
    summary:
      'Keeps what is being written in a channel or thread; empty text forgets it. The last one to save wins, and what another device wrote meanwhile is kept beside it as older.',
    access: 'signedIn',
    input: z.object({
      ...place,
      text: optionalProse(maxDraftLength),
      baseRevision: revision.meta({ description: 'Of the draft that this text grew from; 0: of none' }),
      writerId: uuid.meta({ description: 'The window that writes: it never stands in its own way' }),
      dropOlderIds: z.array(uuid).max(maxOlderDrafts).default([]),
    }),
    output: z.object({
      draft: DraftView.nullable().meta({
        description:
          'As it stands now. Not what was sent, when that was empty and another device wrote meanwhile',
      }),
      revision,
    }),
    errors: ['forbidden', 'not_found'],
    rate: rates.often,
  }),
  find: command({
    name: 'drafts.find',
    summary: 'Reads the own draft of a channel or thread; null: there is none.',
    access: 'signedIn',
    input: z.object(place),
    output: z.object({ draft: DraftView.nullable() }),
    errors: [],
    rate: rates.often,
  }),
  list: command({
    name: 'drafts.list',
    summary: 'Lists the own drafts.',
    access: 'signedIn',
    input: z.object({}),
    output: z.object({ drafts: z.array(DraftView) }),
    errors: [],
    rate: rates.often,
  }),
}
