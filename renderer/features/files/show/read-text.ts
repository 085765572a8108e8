// The text of a file: its beginning for a preview, or all of it where that is not too much for a window.
import { contentPath, type FileView } from '../../../../contract/files.ts'
import type { FileId, MessageId } from '../../../../contract/ids.ts'
import { ApiError } from '../../../data/api.ts'

const previewBytes = 8 * 1024
export const mostShownBytes = 1024 * 1024
const timeoutMs = 30_000

/** Beginnings that were read, so that a row scrolled back into view does not ask again. */
const kept = new Map<FileId, { text: string; messageId: MessageId | null }>()
const mostKept = 60

export const keptBeginning = (file: FileView): string | null => kept.get(file.id)?.text ?? null

export async function readBeginning(file: FileView): Promise<string> {
  const known = keptBeginning(file)
  if (known !== null) return known
  const text = await read(file, { range: `bytes=0-${previewBytes - 1}` })
  kept.set(file.id, { text, messageId: file.messageId })
  if (kept.size > mostKept) kept.delete(kept.keys().next().value as FileId)
  return text
}

export const readAll = (file: FileView): Promise<string> => read(file, {})

/** Erased content leaves this window's memory too. */
export const forgetText = (fileId: FileId): boolean => kept.delete(fileId)

export function forgetTextsOf(gone: MessageId): void {
  for (const [fileId, { messageId }] of kept) if (messageId === gone) kept.delete(fileId)
}

/** At the end of a session. */
export const forgetAllTexts = () => kept.clear()

async function read(file: FileView, headers: Record<string, string>): Promise<string> {
  const signal = AbortSignal.timeout(timeoutMs)
  const response = await fetch(contentPath(file.id), { headers, signal }).catch(() => null)
  if (!response) throw new ApiError('offline', 'no answer')
  if (!response.ok) throw new ApiError(response.status === 404 ? 'not_found' : 'offline', 'no text')
  const bytes = new Uint8Array(await response.arrayBuffer())
  // A server without ranges gives all of it; a cut letter at the end is left out.
  return new TextDecoder().decode(bytes, { stream: true }).replaceAll('\r\n', '\n')
}

/** The language of code, by the ending of its name; '' for plain text. */
export function languageOf(name: string): string {
  const ending = /\.([a-z0-9+#]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return ['txt', 'log', 'csv', 'tsv'].includes(ending) ? '' : ending
}
