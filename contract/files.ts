// Files: begun by a command, sent in pieces over tus (https://tus.io/protocols/resumable-upload, 1.0.0) at `uploadPath`,
// attached by messages.send. Bytes are read at `contentPath` and `thumbnailPath`, each time only by who may see them then.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { ChannelId, ClientId, FileId, MessageId, PersonId } from './ids.ts'
import { instant, line } from './text.ts'

export const maxFilesPerMessage = 20
export const maxFileNameLength = 255
/** Longer side in pixels of the thumbnails that are made, ascending. */
export const thumbnailSizes = [200, 480, 1200] as const
export type ThumbnailSize = (typeof thumbnailSizes)[number]

/** What a file is, told by its bytes and never by its name. */
export const FileKind = z.enum(['image', 'video', 'audio', 'pdf', 'text', 'other'])
export type FileKind = z.infer<typeof FileKind>

/** uploading → checking (type, virus scan, thumbnails) → ready, or refused. Bytes are handed out when ready, and only then. */
export const FileState = z.enum(['uploading', 'checking', 'ready', 'refused', 'deleted'])
export type FileState = z.infer<typeof FileState>

export const FileView = z.object({
  id: FileId,
  name: z.string(),
  size: z.number().int().meta({ description: 'Bytes' }),
  kind: FileKind,
  contentType: z.string().meta({ description: 'As sniffed; application/octet-stream while not known' }),
  state: FileState,
  refusal: z.enum(['virus', 'broken', 'unscannable']).nullable().meta({
    description:
      'Why it was refused: the scanner found something; its bytes are damaged; it is larger than the scanner takes',
  }),
  isInline: z.boolean().meta({ description: 'May be shown in a page; others are downloads only' }),
  width: z.number().int().nullable().meta({ description: 'Pixels, as shown (turned by its orientation)' }),
  height: z.number().int().nullable(),
  thumbnails: z.array(z.number().int()).meta({ description: 'Which sizes there are, ascending' }),
  uploadedById: PersonId,
  uploadedAt: instant,
  channelId: ChannelId,
  messageId: MessageId.nullable().meta({ description: 'null until a message carries it' }),
  revision: z.number().int().meta({ description: 'Grows with every change; the higher one wins' }),
})
export type FileView = z.infer<typeof FileView>

/** tus: HEAD tells the offset, PATCH adds, DELETE gives it up. Only for who began it. */
export const uploadPath = (id: FileId) => `/api/uploads/${id}`
/** The bytes; ranges are answered (RFC 9110 §14). `?download` asks for a download whatever it is. */
export const contentPath = (id: FileId) => `/api/files/${id}/content`
export const thumbnailPath = (id: FileId, size: number) => `/api/files/${id}/thumbnails/${size}`

const oneFile = z.object({ fileId: FileId })

export const files = {
  begin: command({
    name: 'files.begin',
    summary:
      'Begins an upload into a channel. The same clientId again answers the same file, with how much of it has arrived.',
    access: 'signedIn',
    input: z.object({
      clientId: ClientId,
      channelId: ChannelId,
      name: line(maxFileNameLength).meta({ description: 'For display; never a path' }),
      size: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
    }),
    output: z.object({ file: FileView, offset: z.number().int() }),
    errors: ['forbidden', 'not_found', 'channel_archived', 'already_exists', 'too_large', 'storage_full'],
    rate: rates.write,
  }),
  cancel: command({
    name: 'files.cancel',
    summary: 'Gives up an own file that no message carries; what arrived of it is erased. Twice equals once.',
    access: 'signedIn',
    input: oneFile,
    output: z.object({}),
    errors: ['not_found', 'already_exists'],
    rate: rates.write,
  }),
  delete: command({
    name: 'files.delete',
    summary: 'Erases a file for everybody; its message keeps a line that says so.',
    access: 'signedIn',
    input: oneFile,
    output: z.object({}),
    errors: ['forbidden', 'not_found'],
    rate: rates.write,
  }),
  find: command({
    name: 'files.find',
    summary: 'Reads what is known of one file.',
    access: 'signedIn',
    input: oneFile,
    output: z.object({ file: FileView }),
    errors: ['not_found'],
    rate: rates.often,
  }),
  list: command({
    name: 'files.list',
    summary: 'Lists files that messages carry, newest first: of one channel, or of all the caller is in.',
    access: 'signedIn',
    input: z.object({
      channelId: ChannelId.nullable().default(null),
      kinds: z.array(FileKind).max(6).default([]).meta({ description: 'None given: all' }),
      personId: PersonId.nullable().default(null).meta({ description: 'Only what this person uploaded' }),
      name: z.string().max(100).default('').meta({ description: 'Part of the name' }),
      before: z
        .string()
        .max(200)
        .nullable()
        .default(null)
        .meta({ description: 'The `next` of the page before' }),
      limit: z.number().int().min(1).max(100).default(50),
    }),
    output: z.object({ files: z.array(FileView), next: z.string().nullable() }),
    errors: ['not_found', 'forbidden'],
    rate: rates.often,
  }),
  link: command({
    name: 'files.link',
    summary:
      'Makes an address at which the bytes can be read for ten minutes without a session, by who may still see the file then: the caller.',
    access: 'signedIn',
    input: oneFile,
    output: z.object({ url: z.string(), expiresAt: instant }),
    errors: ['not_found'],
    rate: rates.write,
  }),
  usage: command({
    name: 'files.usage',
    summary: 'How much the caller has stored, and the limits (bytes; null: none).',
    access: 'signedIn',
    input: z.object({}),
    output: z.object({
      ownBytes: z.number().int(),
      ownLimit: z.number().int().nullable(),
      fileLimit: z.number().int(),
      workspaceBytes: z.number().int().nullable().meta({ description: 'Told to admins only' }),
      workspaceLimit: z.number().int().nullable(),
    }),
    errors: [],
    rate: rates.often,
  }),
}
