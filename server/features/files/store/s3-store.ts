// Objects in a bucket of an S3-compatible store. What arrives lies sealed on this machine's disk first, so a store that is
// slow or away delays when a file is ready, and never loses a byte.
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import type { S3Settings } from '../../../core/files-settings.ts'
import { MissingObjectError, type ObjectStore } from './object-store.ts'

const partBytes = 8 * 1024 * 1024
const partsAtOnce = 2
const mostPerDelete = 1000
const answerMs = 30_000

function openClient({ endpoint, region, keyId, secret }: S3Settings) {
  return new S3Client({
    region,
    credentials: { accessKeyId: keyId, secretAccessKey: secret },
    // Stores of one's own rarely have a name per bucket, nor the newer checksums.
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5000, socketTimeout: answerMs },
  })
}

const isMissing = (error: unknown) => /^(NoSuchKey|NotFound)$/.test((error as Error).name)

export function openS3Store(settings: S3Settings): ObjectStore {
  const client = openClient(settings)
  const { bucket: Bucket } = settings
  const isThere = (Key: string) =>
    client.send(new HeadObjectCommand({ Bucket, Key })).then(
      () => true,
      (error) => {
        if (isMissing(error)) return false
        throw error
      },
    )
  return {
    kind: 's3',
    async keep(name, path) {
      const Body = createReadStream(path, { highWaterMark: 1024 * 1024 })
      // Without this the file of an upload that fails at once would be opened and heard by nobody.
      Body.on('error', () => {})
      const params = { Bucket, Key: name, Body }
      try {
        await new Upload({ client, params, partSize: partBytes, queueSize: partsAtOnce }).done()
      } catch (error) {
        Body.destroy()
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
        if (!(await isThere(name))) throw new MissingObjectError(name)
      }
      await rm(path, { force: true })
    },
    async put(name, bytes) {
      await client.send(new PutObjectCommand({ Bucket, Key: name, Body: bytes }))
    },
    async *read(name, from, to) {
      if (to <= from) return
      const Range = `bytes=${from}-${to - 1}`
      const { Body } = await client
        .send(new GetObjectCommand({ Bucket, Key: name, Range }))
        .catch((error) => {
          throw isMissing(error) ? new MissingObjectError(name) : error
        })
      yield* Body as AsyncIterable<Buffer>
    },
    async erase(names) {
      for (let at = 0; at < names.length; at += mostPerDelete) {
        const Objects = names.slice(at, at + mostPerDelete).map((Key) => ({ Key }))
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        )
        const [failed] = Errors
        if (failed && failed.Code !== 'NoSuchKey') throw new Error(`the store kept an object: ${failed.Code}`)
      }
    },
  }
}
