// One file that has arrived: scanned, recognised, drawn, and brought to where it stays. Every step may be repeated; only
// the last one, in the database, makes the bytes something that is handed out.

import { channelStream } from '../../../../contract/events.ts'
import type { FileView } from '../../../../contract/files.ts'
import type { ChannelId, FileId, PersonId } from '../../../../contract/ids.ts'
import type { Context } from '../../../core/context.ts'
import { lockStream } from '../../../journal/append.ts'
import { inTransaction } from '../../../journal/journal.ts'
import { type Change, changeFile, type FileRow, holdFile } from '../db.ts'
import { streamOf } from '../erase.ts'
import { dropKey } from '../erase-db.ts'
import { wakeEraser } from '../eraser.ts'
import { presentFile } from '../present.ts'
import { sealingOf } from '../reach.ts'
import { readPlain, readWhole } from '../read/plain.ts'
import { BrokenSealError, sealWhole } from '../sealing/chunks.ts'
import { MissingObjectError, type ObjectStore, objectName, thumbnailPart } from '../store/object-store.ts'
import { newStoreKind, partsFolderOf, storeOf } from '../store/stores.ts'
import { dropPart, partPath } from '../upload/parts.ts'
import { giveRoomBack } from '../usage-db.ts'
import { keepWords, releaseCheck } from './check-db.ts'
import { scan } from './clamd.ts'
import type { Drawn } from './draw.ts'
import type { Inspector } from './inspector.ts'
import { mostWordBytes, tidyWords } from './read-words.ts'
import { type Sniffed, sampleBytes } from './sniff.ts'

/** A larger picture stays a download: it would have to be held in memory to be drawn. */
const mostPictureBytes = 50 * 1024 * 1024
const mostPdfBytes = mostPictureBytes
/** A file that took the server or the scanner down so often is not looked into any more. */
const mostTries = 5

type Found = Omit<Change, 'state'>
/** `clean`: the content without its metadata; `words`: what stands in it. */
type Looked = { found: Found; clean: Uint8Array | null; words: string | null }
const nothing: Looked = { found: {}, clean: null, words: null }

async function refusalOf(context: Context, row: FileRow): Promise<FileView['refusal']> {
  const { scanner } = context.config.files
  if (!scanner) return null
  if (row.check_tries > mostTries) return 'unscannable'
  const verdict = await scan(scanner, () => readPlain(context, row))
  return verdict === 'clean' ? null : verdict === 'infected' ? 'virus' : 'unscannable'
}

async function keepPictures(store: ObjectStore, context: Context, row: FileRow, drawn: Drawn) {
  const sizes: Record<string, number> = {}
  for (const { longerSide, bytes } of drawn.thumbnails) {
    const part = thumbnailPart(longerSide)
    await store.put(objectName(row.id, part), sealWhole(sealingOf(context, row, part, bytes.length), bytes))
    sizes[longerSide] = bytes.length
  }
  return sizes
}

/** For search. A PDF is read as a whole, of a text the beginning. */
async function wordsOf(context: Context, inspector: Inspector, row: FileRow, { kind, contentType }: Sniffed) {
  const size = Number(row.size)
  if (kind !== 'text' && (kind !== 'pdf' || size > mostPdfBytes)) return null
  const to = kind === 'text' ? Math.min(size, mostWordBytes) : size
  const words = await inspector.read(await readWhole(readPlain(context, row, { to })), contentType)
  return words === null ? null : tidyWords(words)
}

/** What the file is, and its pictures in the store. */
async function inspect(
  context: Context,
  inspector: Inspector,
  store: ObjectStore,
  row: FileRow,
): Promise<Looked> {
  const size = Number(row.size)
  if (row.check_tries > mostTries) return nothing
  const sample = await readWhole(readPlain(context, row, { to: Math.min(size, sampleBytes) }))
  const sniffed = await inspector.sniff(sample, size > sample.length)
  if (!sniffed) return nothing
  const { kind, contentType, isInline, isDrawable } = sniffed
  const found: Found = { kind, contentType, isInline: isInline && kind !== 'image' }
  const words = await wordsOf(context, inspector, row, sniffed)
  if (kind !== 'image' || size > mostPictureBytes) return { found, clean: null, words }
  const bytes = await readWhole(readPlain(context, row))
  const cleaned = await inspector.clean(bytes, contentType)
  const clean = cleaned === 'impossible' ? null : cleaned
  const drawn = isDrawable ? await inspector.draw(clean ?? bytes, isInline) : null
  if (!drawn) return { found, clean, words }
  const { width, height } = drawn
  const thumbnails = await keepPictures(store, context, row, drawn)
  Object.assign(found, { width, height, thumbnails, isInline: isInline && cleaned !== 'impossible' })
  return { found, clean, words }
}

/** Brings the content to where it stays. */
async function keepContent(
  context: Context,
  store: ObjectStore,
  row: FileRow,
  clean: Uint8Array | null,
): Promise<Found> {
  const storedIn = store.kind
  if (!clean) {
    await store.keep(objectName(row.id, 'original'), partPath(partsFolderOf(context), row.id))
    return { storedIn }
  }
  const sealed = sealWhole(sealingOf(context, row, 'clean', clean.length), clean)
  await store.put(objectName(row.id, 'clean'), sealed)
  return { storedIn, contentPart: 'clean', size: clean.length }
}

/** Writes what was found. A file that was erased meanwhile leaves nothing behind. */
async function conclude(context: Context, row: FileRow, change: Change, words: string | null): Promise<void> {
  const id = row.id as FileId
  const isKept = await inTransaction(context, null, async (tx, record) => {
    await lockStream(tx, channelStream(row.channel_id as ChannelId))
    const held = await holdFile(tx, id)
    if (held?.state !== 'checking') return held !== null && held.state !== 'deleted'
    if (words !== null) await keepWords(tx, id, words)
    const changed = await changeFile(tx, id, change)
    await giveRoomBack(tx, row.uploaded_by_id as PersonId, Number(row.size) - Number(changed.size))
    record(streamOf(held), { type: 'file.changed', file: presentFile(changed) }, id)
    return true
  })
  if (!isKept) await letErase(context, id)
  else if (change.contentPart === 'clean') await dropPart(partsFolderOf(context), id)
}

/** It was deleted meanwhile: what was stored of it goes, now that nothing more will be. */
async function letErase(context: Context, id: FileId): Promise<void> {
  await releaseCheck(context.db, id)
  wakeEraser(context)
}

/** What was refused can be read by nobody any more, and takes no room. */
async function refuseFile(context: Context, row: FileRow, refusal: FileView['refusal']): Promise<void> {
  const id = row.id as FileId
  await inTransaction(context, null, async (tx, record) => {
    await lockStream(tx, channelStream(row.channel_id as ChannelId))
    const held = await holdFile(tx, id)
    if (held?.state !== 'checking') return
    const file = presentFile(await changeFile(tx, id, { state: 'refused', refusal }))
    await dropKey(tx, id)
    await giveRoomBack(tx, file.uploadedById, file.size)
    record(streamOf(held), { type: 'file.changed', file }, id)
  })
  wakeEraser(context)
}

/** Throws what may pass by itself (a scanner or a store that is away); everything else is decided. */
export async function checkFile(context: Context, inspector: Inspector, row: FileRow): Promise<void> {
  try {
    const refusal = await refusalOf(context, row)
    if (refusal) return await refuseFile(context, row, refusal)
    const store = await storeOf(context, newStoreKind(context))
    const { found, clean, words } = await inspect(context, inspector, store, row)
    const kept = await keepContent(context, store, row, clean)
    await conclude(context, row, { ...found, ...kept, state: 'ready' }, words)
  } catch (error) {
    if (!(error instanceof BrokenSealError) && !(error instanceof MissingObjectError)) throw error
    context.log.error({ err: error }, 'a file is damaged and was refused')
    await refuseFile(context, row, 'broken')
  }
}
