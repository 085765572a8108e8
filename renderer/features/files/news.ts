// What entries say about files, for lists that are open: the gallery, the files page, the viewer.
import type { Entry } from '../../../contract/events.ts'
import type { FileView } from '../../../contract/files.ts'
import type { MessageId } from '../../../contract/ids.ts'
import { forgetText, forgetTextsOf } from './show/read-text.ts'
import { forgetSentPicture, forgetSentPicturesOf, rememberCarriers } from './uploads/bytes.ts'

export type FileNews =
  | { kind: 'changed'; file: FileView }
  | { kind: 'sent'; files: FileView[] }
  | { kind: 'messageGone'; messageId: MessageId }

const listeners = new Set<(news: FileNews) => void>()

export function listenToFiles(listener: (news: FileNews) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Told of entries as they are applied. */
export function tellFileNews(entries: Entry[]): void {
  for (const { event } of entries) {
    const news = newsOf(event)
    if (!news) continue
    if (news.kind === 'sent') rememberCarriers(news.files)
    forgetErased(news)
    for (const listener of listeners) listener(news)
  }
}

/** What this window holds of bytes that are erased. */
function forgetErased(news: FileNews): void {
  if (news.kind === 'messageGone') {
    forgetTextsOf(news.messageId)
    forgetSentPicturesOf(news.messageId)
  }
  if (news.kind !== 'changed' || news.file.state !== 'deleted') return
  forgetText(news.file.id)
  forgetSentPicture(news.file.id)
}

function newsOf(event: Entry['event']): FileNews | null {
  switch (event.type) {
    case 'file.changed':
      return { kind: 'changed', file: event.file }
    case 'message.sent':
      return event.message.files.length > 0 ? { kind: 'sent', files: event.message.files } : null
    case 'message.deleted':
      return { kind: 'messageGone', messageId: event.messageId }
    default:
      return null
  }
}
