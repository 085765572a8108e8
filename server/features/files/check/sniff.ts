// What a file is, told by its bytes. Its name and what the sender's browser called it count for nothing.
import { fileTypeFromBuffer } from 'file-type'
import type { FileKind } from '../../../../contract/files.ts'
import { type TextEncoding, textEncodingOf } from './text.ts'

export type Sniffed = { kind: FileKind; contentType: string; isInline: boolean }

/** Enough for every signature; where more is needed, the guess is "other". */
export const sampleBytes = 64 * 1024

const unknown: Sniffed = { kind: 'other', contentType: 'application/octet-stream', isInline: false }

/** What a browser shows or plays by itself and can't be made to run. Pictures must prove that they can be drawn. */
const inlineTypes = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'video/mp4',
  'video/webm',
  'video/ogg',
  'video/quicktime',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'audio/wav',
  'audio/flac',
  'audio/aac',
  'audio/webm',
  'application/pdf',
])
/** Names that file-type uses and browsers do not. */
const otherNames: Record<string, string> = {
  'audio/x-flac': 'audio/flac',
  'audio/x-m4a': 'audio/mp4',
  'audio/vnd.wave': 'audio/wav',
  'audio/ogg; codecs=opus': 'audio/ogg',
}

/** Archives are known by their first bytes alone: nothing is ever unpacked to learn more about them. */
const archives: [signature: string, contentType: string][] = [
  ['504b0304', 'application/zip'],
  ['504b0506', 'application/zip'],
  ['1f8b', 'application/gzip'],
  ['fd377a585a00', 'application/x-xz'],
  ['425a68', 'application/x-bzip2'],
  ['28b52ffd', 'application/zstd'],
  ['377abcaf271c', 'application/x-7z-compressed'],
  ['526172211a07', 'application/vnd.rar'],
]

const startsWith = (bytes: Buffer, hex: string) => bytes.subarray(0, hex.length / 2).toString('hex') === hex

function kindOf(contentType: string): FileKind {
  if (contentType === 'application/pdf') return 'pdf'
  const [family = ''] = contentType.split('/')
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'other'
}

/** Beginnings for which a browser that guesses would call a text a page (WHATWG MIME Sniffing §7.1), and pictures as text. */
const markup =
  /<(?:!doctype|html|head|body|script|svg|iframe|object|embed|style|title|meta|link|base|form|img|a|b|p|h1|div|font|table|br|\?xml)\b/i

function sniffText(sample: Buffer, encoding: TextEncoding): Sniffed {
  const text = new TextDecoder(encoding).decode(sample)
  const beginning = text.replace(/^\ufeff/, '').trimStart()
  // A comment may stand before what it really is.
  const isMarkup = beginning.startsWith('<') && markup.test(beginning.slice(0, 4096))
  if (isMarkup) {
    const isSvg = /<(?:[\w-]+:)?svg\b/i.test(text)
    return { kind: 'other', contentType: isSvg ? 'image/svg+xml' : 'text/html', isInline: false }
  }
  return { kind: 'text', contentType: `text/plain; charset=${encoding}`, isInline: true }
}

/** `isCut`: there is more than the sample. */
export async function sniff(sample: Buffer, isCut: boolean): Promise<Sniffed> {
  const archive = archives.find(([signature]) => startsWith(sample, signature))
  if (archive) return { ...unknown, contentType: archive[1] }
  const found = await fileTypeFromBuffer(sample).catch(() => undefined)
  const contentType = found && (otherNames[found.mime] ?? found.mime)
  const kind = contentType ? kindOf(contentType) : 'other'
  // Pictures and documents may be written in letters alone; what is neither counts as a text first.
  if (contentType && kind !== 'other') return { kind, contentType, isInline: inlineTypes.has(contentType) }
  const encoding = textEncodingOf(sample, isCut)
  if (encoding) return sniffText(sample, encoding)
  return contentType ? { ...unknown, contentType } : unknown
}
