// Sends bytes as a tus client does, one request at a time, so that a test can do it wrongly too.
import { request } from 'node:http'
import { contentPath, type FileView, uploadPath } from '../../contract/files.ts'
import type { ChannelId, FileId } from '../../contract/ids.ts'
import { type Client, newClientId } from './client.ts'

export type Answer = { status: number; offset: number; code: string | null }

const headersOf = (client: Pick<Client, 'token'>) => ({
  authorization: `Bearer ${client.token}`,
  'tus-resumable': '1.0.0',
})

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const body = text.startsWith('{') ? (JSON.parse(text) as { error?: { code: string } }) : {}
  return {
    status: response.status,
    offset: Number(response.headers.get('upload-offset') ?? Number.NaN),
    code: body.error?.code ?? null,
  }
}

export async function patch(
  client: Pick<Client, 'url' | 'token'>,
  id: FileId,
  offset: number,
  body: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const init = {
    method: 'PATCH',
    headers: {
      ...headersOf(client),
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      ...headers,
    },
    body: new Uint8Array(body),
  }
  return answerOf(await fetch(client.url + uploadPath(id), init))
}

export async function head(client: Pick<Client, 'url' | 'token'>, id: FileId): Promise<Answer> {
  return answerOf(await fetch(client.url + uploadPath(id), { method: 'HEAD', headers: headersOf(client) }))
}

export async function begin(client: Client, channelId: ChannelId, size: number, name = 'file.bin') {
  return client.call('files.begin', { clientId: newClientId(), channelId, name, size })
}

/** Uploads and waits until the file was looked at. */
export async function upload(
  client: Client,
  channelId: ChannelId,
  bytes: Uint8Array,
  name = 'file.bin',
): Promise<FileView> {
  const { file } = await begin(client, channelId, bytes.length, name)
  const answer = await patch(client, file.id, 0, bytes)
  if (answer.status !== 204) throw new Error(`the upload was answered with ${answer.status} ${answer.code}`)
  return decided(client, file.id)
}

/** The file once it is neither on its way nor being looked at. */
export async function decided(client: Client, fileId: FileId): Promise<FileView> {
  const ear = await client.listen()
  try {
    const heard = ear.waitFor('file.changed', ({ file }) => file.id === fileId && isDecided(file), 15_000)
    const { file } = await client.call('files.find', { fileId })
    if (!isDecided(file)) return (await heard).event.file
    heard.catch(() => {})
    return file
  } finally {
    ear.close()
  }
}

const isDecided = ({ state }: FileView) => state !== 'uploading' && state !== 'checking'

export function read(
  client: Client,
  id: FileId,
  headers: Record<string, string> = {},
  query = '',
): Promise<Response> {
  return fetch(client.url + contentPath(id) + query, {
    headers: { authorization: `Bearer ${client.token}`, ...headers },
  })
}

/** A PATCH whose bytes come when the test says so. */
export function openPatch(client: Pick<Client, 'url' | 'token'>, id: FileId, offset: number, length: number) {
  const asked = request(client.url + uploadPath(id), {
    method: 'PATCH',
    agent: false,
    headers: {
      ...headersOf(client),
      'upload-offset': offset,
      'content-type': 'application/offset+octet-stream',
      'content-length': length,
    },
  })
  const answer = new Promise<number>((resolve) => {
    asked.once('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.once('error', () => resolve(0))
  })
  return {
    write: (bytes: Uint8Array) => new Promise<void>((resolve) => void asked.write(bytes, () => resolve())),
    end: () => void asked.end(),
    /** Hangs up without a word. */
    cut: () => void asked.destroy(),
    /** The status; 0 when the connection broke. */
    answer,
  }
}
