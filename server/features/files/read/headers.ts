// How bytes of strangers leave: never as something that runs, whatever they are.
import type { FileRow } from '../db.ts'

/**
 * What a browser may do with them when it is sent there: show a picture, play a sound or a video, and nothing else; no
 * script, no frame around it, an origin of its own. Where a page of ours embeds them, the page's own policy counts.
 */
const policy =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"

export const safetyHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': policy,
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  // Kept by the browser, and shown again only after asking whether one still may.
  'cache-control': 'private, no-cache',
}

/** RFC 5987 §3.2.1: what may stand as it is. */
const encodeExtended = (text: string) =>
  encodeURIComponent(text).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * Content-Disposition (RFC 6266): a plain name for old programs, the real one for the others. What a file system would
 * take for a path or a device is not in either.
 */
export function dispositionOf(kind: 'inline' | 'attachment', name: string): string {
  const safe =
    name
      .toWellFormed()
      .replace(/[/\\:*?"<>|\p{Cc}\p{Cf}]/gu, '_')
      .replace(/^\.+/, '_') || 'file'
  const plain = safe.replace(/[^\x20-\x7e]/g, '_').replaceAll('%', '_')
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encodeExtended(safe)}`
}

/** A PDF is drawn by our own page: the browser's viewer would not run in the sandbox, so its address is a download. */
export const isShown = (row: FileRow, isDownload: boolean) =>
  row.is_inline && row.kind !== 'pdf' && !isDownload

/** The type is told only of what may be shown; everything else is bytes. */
export const typeOf = (row: FileRow) => (row.is_inline ? row.content_type : 'application/octet-stream')
