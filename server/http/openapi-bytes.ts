// What OpenAPI says of the doors for bytes, which are no commands: uploads over tus, reading, and the desktop app's versions.
import { contentPath, thumbnailPath, thumbnailSizes, uploadPath } from '../../contract/files.ts'
import type { FileId } from '../../contract/ids.ts'
import { dictionariesPath, releaseFilesPath, updatesPath } from '../../contract/releases.ts'

const id = '{id}' as FileId
const security = [{ bearer: [] }, { cookie: [] }]
const tags = ['files']
const path = (name: string, description: string, schema: object = { type: 'string', format: 'uuid' }) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
})
const header = (name: string, description: string, required = false) => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
})
const query = (name: string, description: string) => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string' },
})
const refusal = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
})
const bytes = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
const offset = { 'Upload-Offset': { description: 'Bytes that are durable', schema: { type: 'integer' } } }
const tus = header('Tus-Resumable', '1.0.0', true)
const refusals = {
  401: refusal('not_signed_in'),
  403: refusal('forbidden, origin_refused'),
  404: refusal('not_found'),
  429: refusal('rate_limited'),
}
const fileId = path('id', 'Of files.begin')

const upload = {
  parameters: [fileId],
  head: {
    operationId: 'uploads.head',
    summary: 'Tells how much of an upload has arrived (tus 1.0.0). Only for who began it.',
    tags,
    security,
    parameters: [tus],
    responses: { 200: { description: 'Upload-Offset and Upload-Length', headers: offset }, ...refusals },
  },
  patch: {
    operationId: 'uploads.patch',
    summary:
      'Adds bytes at an offset (tus 1.0.0). What it answers is durable; after a cut ask with HEAD and go on.',
    tags,
    security,
    parameters: [tus, header('Upload-Offset', 'Where these bytes begin', true)],
    requestBody: {
      required: true,
      content: { 'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
    responses: {
      204: { description: 'Taken', headers: offset },
      ...refusals,
      409: refusal('wrong_offset, channel_archived'),
      413: refusal('too_large'),
      423: refusal('upload_busy'),
      507: refusal('storage_full'),
    },
  },
  delete: {
    operationId: 'uploads.delete',
    summary: 'Gives up an upload (tus 1.0.0, termination), as files.cancel does.',
    tags,
    security,
    parameters: [tus],
    responses: { 204: { description: 'Gone' }, ...refusals, 409: refusal('already_exists') },
  },
}

const ranged = [
  header('Range', 'RFC 9110 §14: one range of bytes'),
  header('If-None-Match', 'RFC 9110 §13.1.2'),
]
const readAnswers = {
  200: { description: 'All bytes', content: bytes },
  206: { description: 'The range', content: bytes },
  304: { description: 'As it was' },
  ...refusals,
  416: { description: 'No such range' },
}

const content = {
  parameters: [fileId],
  get: {
    operationId: 'files.content',
    summary: 'Reads a file. Asked at every request: may this person see it now?',
    tags,
    security: [...security, {}],
    parameters: [
      ...ranged,
      query('download', 'Given: as a download, whatever it is'),
      query('person', 'Of a link made by files.link, with until and signature: no session is needed'),
      query('until', 'Of a link'),
      query('signature', 'Of a link'),
    ],
    responses: { ...readAnswers, 409: refusal('file_not_ready'), 410: refusal('link_expired') },
  },
}

const thumbnail = {
  parameters: [
    fileId,
    path('size', 'One of the file’s `thumbnails`', { type: 'integer', enum: [...thumbnailSizes] }),
  ],
  get: {
    operationId: 'files.thumbnail',
    summary: 'Reads a picture of a file, WebP, by its longer side in pixels.',
    tags,
    security,
    parameters: ranged,
    responses: { ...readAnswers, 409: refusal('file_not_ready') },
  },
}

const release = {
  parameters: [path('name', 'As electron-builder named it', { type: 'string' })],
  put: {
    operationId: 'releases.bring',
    summary:
      'Brings a file of a release of the desktop app: an installer, its .blockmap, or the list (latest-linux.yml) that makes a release.',
    tags: ['releases'],
    security,
    requestBody: { required: true, content: bytes },
    responses: {
      200: { description: 'Taken; of a list with `release`' },
      400: refusal('invalid_input'),
      ...refusals,
      409: refusal('already_exists: another file of this name is handed out'),
      413: refusal('too_large'),
      507: refusal('storage_full'),
    },
  },
}

const update = {
  parameters: [path('name', 'latest-linux.yml, or a file that it names', { type: 'string' })],
  get: {
    operationId: 'releases.read',
    summary:
      'What the desktop app updates itself from (electron-updater, generic provider). Needs no session.',
    tags: ['releases'],
    security: [{}],
    parameters: ranged,
    responses: readAnswers,
  },
}

const dictionary = {
  parameters: [path('name', 'As Chromium names it: en-US-10-1.bdic', { type: 'string' })],
  get: {
    operationId: 'releases.readDictionary',
    summary: 'A dictionary for the spell check of the desktop app. Needs no session.',
    tags: ['releases'],
    security: [{}],
    parameters: ranged,
    responses: readAnswers,
  },
}

export const bytePaths = {
  [`${releaseFilesPath}{name}`]: release,
  [`${updatesPath}{name}`]: update,
  [`${dictionariesPath}{name}`]: dictionary,
  [uploadPath(id)]: upload,
  [contentPath(id)]: content,
  [thumbnailPath(id, '{size}' as unknown as number)]: thumbnail,
}
