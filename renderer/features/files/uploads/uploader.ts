// All uploads of one person in this browser: begun as soon as they are added, a few at a time, in order; kept through
// reloads and days without network. The outbox asks here whether a message's files have arrived.
import i18next from 'i18next'
import type { FileView } from '../../../../contract/files.ts'
import type { ChannelId, ClientId, FileId } from '../../../../contract/ids.ts'
import { ApiError, mayWorkLater } from '../../../data/api.ts'
import type { DraftKey } from '../../../data/database.ts'
import { newId } from '../../../data/new-id.ts'
import type { OutboxFiles } from '../../../data/outbox.ts'
import { forgetBytes, holdBytes, keepAsSent } from './bytes.ts'
import { asAnotherFile, isVerdict, Journey, type Roads, reasonOf, refusalOf } from './journey.ts'
import {
  changeUpload,
  dropUpload,
  findUpload,
  hasFailed,
  type Upload,
  type UploadReason,
  uploadsStore,
} from './state.ts'
import { Turns } from './turns.ts'
import { reasonText } from './words.ts'

/** More than this at a time share the same line, and all come later. */
const atATime = 3

export type NewUpload = { channelId: ChannelId; place: DraftKey; name: string; blob: Blob }

export class Uploader implements OutboxFiles {
  #roads: Roads
  #turns = new Turns(atATime)
  #journeys = new Map<ClientId, Journey>()
  #resumed: Promise<unknown> = Promise.resolve()
  #isStopped = false

  constructor(roads: Roads) {
    this.#roads = roads
  }

  /** Takes up what an earlier run left. Uploads of other windows are waited for, not done twice. */
  resume(): Promise<void> {
    const taken = this.#takeUp()
    this.#resumed = taken
    return taken
  }

  async #takeUp(): Promise<void> {
    const rows = await this.#roads.rows.all()
    if (this.#isStopped) return
    void this.#roads.rows.tidy()
    const { uploads } = uploadsStore.getState()
    const known = new Set(uploads.map(({ id }) => id))
    const found = rows.filter(({ id }) => !known.has(id))
    if (found.length > 0) uploadsStore.setState({ uploads: [...found, ...uploads] })
    for (const { id, phase } of uploadsStore.getState().uploads) {
      if (phase === 'waiting') void this.#bring(id)
      if (phase === 'cancelled') void this.#tellCancelled(id)
    }
  }

  /** Another window may have added it since the rows were read. */
  async #look(id: ClientId): Promise<void> {
    if (findUpload(id)) return
    const row = await this.#roads.rows.find(id)
    if (!row || row.phase === 'cancelled' || findUpload(id) || this.#isStopped) return
    uploadsStore.setState(({ uploads }) => ({ uploads: [...uploads, row] }))
    if (row.phase === 'waiting') void this.#bring(id)
  }

  add({ channelId, place, name, blob }: NewUpload): ClientId {
    const id = newId() as ClientId
    const upload: Upload = {
      id,
      clientId: id,
      channelId,
      place,
      name,
      size: blob.size,
      guessedType: blob.type,
      addedAt: new Date().toISOString(),
      fileId: null,
      phase: 'waiting',
      sent: 0,
    }
    uploadsStore.setState(({ uploads }) => ({ uploads: [...uploads, upload] }))
    void this.#roads.rows.put(upload)
    this.#keep(id, blob)
    void this.#bring(id)
    return id
  }

  /** The same file picked again, where the browser could not keep its bytes. */
  giveBytes(id: ClientId, blob: Blob): void {
    this.#keep(id, blob)
    this.#again(id)
  }

  retry(ids: ClientId[], all: boolean): void {
    for (const id of ids) {
      const upload = findUpload(id)
      if (upload && (hasFailed(upload) || (all && upload.phase === 'arrived'))) this.#again(id)
    }
  }

  cancel(ids: ClientId[]): void {
    for (const id of ids) {
      const upload = changeUpload(id, { phase: 'cancelled' })
      this.#journeys.get(id)?.stop()
      forgetBytes(id)
      if (!upload) continue
      void this.#roads.rows.put(upload)
      void this.#roads.rows.deleteBlob(id)
      void this.#tellCancelled(id)
    }
  }

  release(ids: ClientId[], rowGone: Promise<unknown> = Promise.resolve()): void {
    for (const id of ids) {
      keepAsSent(id, findUpload(id)?.fileId ?? null)
      dropUpload(id)
      this.#journeys.get(id)?.stop()
      void rowGone.then(() => this.#roads.rows.delete(id))
    }
  }

  /** The channel is gone: what waits in its composers goes too. */
  removeChannel(channelId: ChannelId): void {
    const { uploads } = uploadsStore.getState()
    this.cancel(uploads.filter((upload) => upload.channelId === channelId).map(({ id }) => id))
  }

  /** The server looked into a file, or a message carries it, perhaps sent from another window. */
  hear(file: FileView): void {
    if (!this.#hear(file)) void this.#resumed.then(() => this.#hear(file))
  }

  /** Whether it is one of those here. */
  #hear(file: FileView): boolean {
    const upload = uploadsStore.getState().uploads.find(({ fileId }) => fileId === file.id)
    if (!upload) return false
    if (upload.phase === 'cancelled') return true
    if (file.messageId) this.release([upload.id])
    if (file.state === 'refused') this.#refuse(upload.id, refusalOf(file))
    if (file.state === 'deleted') void this.#beginAnew(upload.id)
    return true
  }

  async arrived(ids: ClientId[]): Promise<FileId[]> {
    await this.#resumed
    await Promise.all(ids.map((id) => this.#look(id)))
    return new Promise((resolve, reject) => {
      let stop = () => {}
      const look = () => {
        const answer = answerFor(ids)
        if (answer === null) return
        stop()
        if (answer instanceof ApiError) reject(answer)
        else resolve(answer)
      }
      stop = uploadsStore.subscribe(look)
      look()
    })
  }

  /** The network is back: nothing waits for its turn any longer. */
  hurry(): void {
    for (const journey of this.#journeys.values()) journey.hurry()
    for (const { id, phase } of uploadsStore.getState().uploads)
      if (phase === 'cancelled') void this.#tellCancelled(id)
  }

  stop(): void {
    this.#isStopped = true
    for (const journey of this.#journeys.values()) journey.stop()
    for (const { id } of uploadsStore.getState().uploads) forgetBytes(id)
    uploadsStore.setState({ uploads: [] })
  }

  #keep(id: ClientId, blob: Blob): void {
    holdBytes(id, blob)
    void this.#roads.rows.keepBlob(id, blob).then((kept) => {
      const phase = findUpload(id)?.phase
      if (kept && phase && phase !== 'cancelled') holdBytes(id, kept)
    })
  }

  #again(id: ClientId): void {
    // What the server found in the bytes stays with the file it knows: only another one is looked into again.
    const isJudged = isVerdict(findUpload(id)?.reason)
    const upload = changeUpload(id, {
      phase: 'waiting',
      reason: undefined,
      ...(isJudged && asAnotherFile()),
    })
    if (!upload) return
    void this.#roads.rows.put(upload).then(() => this.#bring(id))
  }

  async #bring(id: ClientId): Promise<void> {
    if (this.#journeys.has(id) || this.#isStopped) return
    const journey = new Journey(id, this.#roads, this.#turns)
    this.#journeys.set(id, journey)
    const reason = await this.#roads.rows.alone(id, () => journey.bring()).catch(reasonOf)
    this.#journeys.delete(id)
    if (reason) this.#refuse(id, reason)
    // It was begun after all: what was cancelled has a name now.
    if (findUpload(id)?.phase === 'cancelled') void this.#tellCancelled(id)
  }

  #refuse(id: ClientId, reason: UploadReason): void {
    if (this.#isStopped || findUpload(id)?.phase === 'cancelled') return
    // The session is over: it waits for when the same person signs in again.
    if (reason.code === 'not_signed_in') return
    const upload = changeUpload(id, { phase: reason.code === 'lost' ? 'lost' : 'refused', reason })
    if (upload) void this.#roads.rows.put(upload)
  }

  /** The server has let go of it, or another window has: only the row knows. */
  async #beginAnew(id: ClientId): Promise<void> {
    const row = await this.#roads.rows.find(id)
    if (row === null || row?.phase === 'cancelled') return dropUpload(id)
    if (findUpload(id)?.phase === 'arrived') this.#again(id)
  }

  /** Until the server knows. Should it never hear, it lets go of what no message carries by itself. */
  async #tellCancelled(id: ClientId): Promise<void> {
    if (this.#journeys.has(id)) return
    const { fileId } = findUpload(id) ?? {}
    try {
      if (fileId) await this.#roads.cancel(fileId)
    } catch (error) {
      if (mayWorkLater(error) || this.#isStopped) return
    }
    if (this.#isStopped) return
    dropUpload(id)
    await this.#roads.rows.delete(id)
  }
}

const sentenceOf = ({ name, reason }: Upload) =>
  `${name}: ${reasonText(i18next.t, reason ?? { code: 'broken', message: '' })}`

/** null while some are on their way. */
function answerFor(ids: ClientId[]): FileId[] | ApiError | null {
  const uploads = ids.map(findUpload)
  if (uploads.some((upload) => !upload || upload.phase === 'cancelled'))
    return new ApiError('not_found', 'A file is not there any more.')
  const failed = uploads.find((upload) => upload && hasFailed(upload))
  if (failed) return new ApiError('file_not_ready', sentenceOf(failed))
  const fileIds = uploads.flatMap((upload) =>
    upload?.phase === 'arrived' && upload.fileId ? upload.fileId : [],
  )
  return fileIds.length === ids.length ? fileIds : null
}
