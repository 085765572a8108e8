// Where sealed bytes lie for good: a folder, or a bucket of an S3-compatible store. Both know names and bytes and nothing
// of files, people or keys.

export type ObjectStore = {
  kind: 'local' | 's3'
  /** Takes over a finished file of the disk. Durable once it resolves; a repeated call changes nothing. */
  keep: (name: string, path: string) => Promise<void>
  /** Stores something small. */
  put: (name: string, bytes: Buffer) => Promise<void>
  /** Bytes `from` (included) to `to` (excluded). Rejects with MissingObjectError. */
  read: (name: string, from: number, to: number) => AsyncIterable<Buffer>
  /** What is not there is erased already. */
  erase: (names: string[]) => Promise<void>
}

export class MissingObjectError extends Error {
  override name = 'MissingObjectError'
}

/** Made of the file's id alone: what a person called it never becomes part of a path. */
export const objectName = (fileId: string, part: string) => {
  if (!/^[0-9a-f-]{36}$/.test(fileId) || !/^[a-z0-9-]{1,20}$/.test(part))
    throw new Error('not the name of an object')
  return `${fileId.slice(-2)}/${fileId}.${part}`
}
export const thumbnailPart = (longerSide: number | string) => `thumbnail-${longerSide}`
