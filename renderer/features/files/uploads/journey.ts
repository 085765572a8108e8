// One upload's way to the server: begins it, sends its bytes, tries again after cuts, until it has arrived or never will.
import type { FileView } from '../../../../contract/files.ts'
import type { ChannelId, ClientId, FileId } from '../../../../contract/ids.ts'
import { ApiError, mayWorkLater } from '../../../data/api.ts'
import { backoffMs } from '../../../data/backoff.ts'
import { newId } from '../../../data/new-id.ts'
import { holdBytes } from './bytes.ts'
import type { UploadRows } from './rows.ts'
import { changeUpload, dropUpload, findUpload, type Upload, type UploadReason } from './state.ts'
import type { Transfer } from './transfer.ts'
import type { Turns } from './turns.ts'

/** The server has let go of a file (it waited too long for its message): so often it is begun anew. */
const mostRenewals = 2

export type Roads = {
  rows: UploadRows
  begin: (input: {
    clientId: ClientId
    channelId: ChannelId
    name: string
    size: number
  }) => Promise<{ file: FileView; offset: number }>
  transfer: (transfer: Transfer) => Promise<void>
  cancel: (fileId: FileId) => Promise<unknown>
}

export class Journey {
  #id: ClientId
  #roads: Roads
  #turns: Turns
  #stop = new AbortController()
  #goOn: (() => void) | null = null
  /** The server said how long to wait, and nothing makes that shorter. */
  #isAsked = false

  constructor(id: ClientId, roads: Roads, turns: Turns) {
    this.#id = id
    this.#roads = roads
    this.#turns = turns
  }

  stop(): void {
    this.#stop.abort(new Stopped())
  }

  hurry(): void {
    if (!this.#isAsked) this.#goOn?.()
  }

  /** Gives why it never will arrive; null when it has, or is not wanted any more. */
  async bring(): Promise<UploadReason | null> {
    // Another window of this browser may have done it while we waited for our turn.
    const row = await this.#roads.rows.find(this.#id)
    if (row === null || (row?.phase === 'cancelled' && this.#isWanted())) dropUpload(this.#id)
    if (row?.phase === 'arrived') changeUpload(this.#id, row)
    let failures = 0
    let renewals = 0
    while (this.#isWanted()) {
      try {
        await this.#turns.with(() => this.#attempt())
        return null
      } catch (error) {
        if (!this.#isWanted()) return null
        if (error instanceof Gone && renewals++ < mostRenewals) await this.#renew()
        else if (mayWorkLater(error)) await this.#waitAfter(error as ApiError, failures++)
        else return reasonOf(error)
      }
    }
    return null
  }

  /** One try. Throws what it met. */
  async #attempt(): Promise<void> {
    const upload = findUpload(this.#id)
    if (!upload || !this.#isWanted()) return
    const { clientId, channelId, name, size } = upload
    const { file, offset } = await this.#roads.begin({ clientId, channelId, name, size })
    // Also when it was cancelled meanwhile: now there is a name to cancel it by.
    const begun = changeUpload(this.#id, { fileId: file.id, sent: offset })
    if (begun) void this.#roads.rows.put(begun)
    if (!this.#isWanted()) return
    if (file.state === 'deleted') throw new Gone()
    if (file.state === 'refused') throw new Refused(file)
    if (file.state === 'uploading' && offset < size) await this.#sendBytes(file.id)
    if (!this.#isWanted()) return
    const arrived = changeUpload(this.#id, { phase: 'arrived', sent: size, reason: undefined })
    if (arrived) await this.#roads.rows.put(arrived)
  }

  async #sendBytes(fileId: FileId): Promise<void> {
    const blob = holdBytes(this.#id) ?? (await this.#roads.rows.blob(this.#id))
    if (!blob) throw new Lost()
    if (!this.#isWanted()) return
    holdBytes(this.#id, blob)
    changeUpload(this.#id, { phase: 'sending', reason: undefined })
    const onProgress = (sent: number) => this.#isWanted() && void changeUpload(this.#id, { sent })
    try {
      await this.#roads.transfer({ fileId, blob, signal: this.#stop.signal, onProgress })
    } catch (error) {
      if (error instanceof ApiError && error.code === 'not_found') throw new Gone()
      // A file that was changed or moved on the disk looks like a cut to the one who sends it.
      if (this.#isWanted() && !(await isReadable(blob))) throw new Lost()
      throw error
    }
  }

  /** Begins as another file: the server has let go of the one it knew, unless another window gave it up. */
  async #renew(): Promise<void> {
    const row = await this.#roads.rows.find(this.#id)
    if (row === null || row?.phase === 'cancelled') return dropUpload(this.#id)
    const upload = changeUpload(this.#id, { ...asAnotherFile(), phase: 'waiting' })
    if (upload) await this.#roads.rows.put(upload)
  }

  #waitAfter(error: ApiError, failures: number): Promise<void> {
    const { code, message, retryAfterMs } = error
    const { signal } = this.#stop
    this.#isAsked = retryAfterMs !== undefined
    changeUpload(this.#id, { phase: 'waiting', reason: { code, message } })
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer)
        this.#goOn = null
        signal.removeEventListener('abort', go)
        resolve()
      }
      const timer = setTimeout(go, Math.max(retryAfterMs ?? 0, 100 + backoffMs(failures)))
      this.#goOn = go
      signal.addEventListener('abort', go)
    })
  }

  #isWanted(): boolean {
    const phase = findUpload(this.#id)?.phase
    return !this.#stop.signal.aborted && (phase === 'waiting' || phase === 'sending')
  }
}

class Stopped extends Error {}
/** The server knows the file no more. */
class Gone extends ApiError {
  constructor() {
    super('not_found', 'The server has let go of the file.')
  }
}
/** This browser has the bytes no more. */
class Lost extends Error {}
/** The server looked into the bytes and will not have them. */
class Refused extends Error {
  file: FileView
  constructor(file: FileView) {
    super('refused')
    this.file = file
  }
}

/** Under another name: of what the server knew of it, nothing counts any more. */
export const asAnotherFile = (): Pick<Upload, 'clientId' | 'fileId' | 'sent'> => ({
  clientId: newId() as ClientId,
  fileId: null,
  sent: 0,
})

/** Whether it is what the server found in the bytes. */
export const isVerdict = (reason: UploadReason | undefined): boolean =>
  reason?.code === 'broken' || reason?.code === 'virus' || reason?.code === 'unscannable'

export const refusalOf = ({ refusal }: FileView): UploadReason => ({ code: refusal ?? 'broken', message: '' })

export function reasonOf(error: unknown): UploadReason {
  if (error instanceof Lost) return { code: 'lost', message: '' }
  if (error instanceof Refused) return refusalOf(error.file)
  const { code, message } = error instanceof ApiError ? error : new ApiError('internal', String(error))
  return { code, message }
}

const isReadable = (blob: Blob) =>
  blob
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )
