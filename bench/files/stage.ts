// What the parts share: a large file of random bytes, people, a server of the part's own, and a client that sends.
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { type ClientRequest, request } from 'node:http'
import { join } from 'node:path'
import { contentPath, type FileView, uploadPath } from '../../contract/files.ts'
import type { ChannelId, FileId } from '../../contract/ids.ts'
import { ask, newClientId } from '../../server/test/client.ts'
import { freePort, type ServerProcess, startServer } from '../../server/test/server-process.ts'
import type { LoadPerson } from '../load/people.ts'

export type Source = { path: string; size: number; hash: string }
export type Stage = {
  databaseUrl: string
  folder: string
  source: Source
  people: LoadPerson[]
  channelId: ChannelId
}

const pieceBytes = 1024 * 1024

/** Random bytes: nothing on the way could make them smaller. */
export async function makeSource(path: string, size: number): Promise<Source> {
  const handle = await open(path, 'w')
  const hash = createHash('sha256')
  for (let at = 0; at < size; at += pieceBytes) {
    const piece = randomBytes(Math.min(pieceBytes, size - at))
    hash.update(piece)
    await handle.write(piece)
  }
  await handle.sync()
  await handle.close()
  return { path, size, hash: hash.digest('hex') }
}

/** Runs a part on a server of its own, and leaves nothing of it on the disk. */
export async function onServer<Result>(
  stage: Stage,
  work: (server: ServerProcess, restart: () => Promise<ServerProcess>) => Promise<Result>,
): Promise<Result> {
  const data = join(stage.folder, 'data')
  const port = await freePort()
  const start = () =>
    startServer(stage.databaseUrl, port, {
      NUCLEUS_DATA: data,
      FILES_KEEP_FREE: '0',
      FILES_PERSON_LIMIT: '0',
    })
  let server = await start()
  try {
    return await work(server, async () => {
      await server.kill()
      server = await start()
      return server
    })
  } finally {
    await server.stop()
    await rm(data, { recursive: true, force: true })
  }
}

export async function beginUpload(
  url: string,
  stage: Stage,
  person = stage.people[0] as LoadPerson,
): Promise<FileId> {
  const { channelId, source } = stage
  const input = { clientId: newClientId(), channelId, name: 'source.bin', size: source.size }
  return (await ask(url, 'files.begin', input, person.token)).file.id
}

/** Sends all of the source in one request; resolves when the server says that it has it. */
export function send(url: string, id: FileId, source: Source, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked: ClientRequest = request(url + uploadPath(id), {
      method: 'PATCH',
      agent: false,
      headers: {
        authorization: `Bearer ${token}`,
        'tus-resumable': '1.0.0',
        'upload-offset': 0,
        'content-type': 'application/offset+octet-stream',
        'content-length': source.size,
      },
    })
    asked.once('response', (response) => {
      response.resume()
      if (response.statusCode === 204) resolve()
      else reject(new Error(`the upload was answered with ${response.statusCode}`))
    })
    asked.once('error', reject)
    createReadStream(source.path, { highWaterMark: pieceBytes }).pipe(asked)
  })
}

/** Waits until the file was looked at. */
export async function whenReady(url: string, id: FileId, token: string): Promise<FileView> {
  for (;;) {
    const { file } = await ask(url, 'files.find', { fileId: id }, token)
    if (file.state === 'ready') return file
    if (file.state !== 'checking') throw new Error(`the file is ${file.state}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Reads a file back and throws when it is not the source, byte for byte. */
export async function compare(url: string, id: FileId, source: Source, token: string): Promise<void> {
  const answer = await fetch(url + contentPath(id), { headers: { authorization: `Bearer ${token}` } })
  const hash = createHash('sha256')
  let count = 0
  for await (const bytes of answer.body ?? []) {
    hash.update(bytes)
    count += bytes.length
  }
  if (count !== source.size || hash.digest('hex') !== source.hash)
    throw new Error(
      `what was stored is not what was sent: ${count} of ${source.size} bytes, status ${answer.status}`,
    )
}
