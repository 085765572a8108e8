// What a message says in one line: its words, or what it brings when it has none.
import i18next from 'i18next'
import type { MessageView } from '../../../contract/messages.ts'
import { readableLine } from '../groups/readable.ts'

/** "plan.pdf", or "3 files"; empty when there are none. */
export function filesText(files: MessageView['files']): string {
  const present = files.filter(({ state }) => state !== 'deleted')
  const [only] = present
  if (!only) return files.length > 0 ? i18next.t('files:excerpt.deleted', { count: files.length }) : ''
  return present.length === 1 ? only.name : i18next.t('files:excerpt.several', { count: present.length })
}

export const excerptOf = (message: Pick<MessageView, 'body' | 'files'>): string =>
  readableLine(message.body) || filesText(message.files)
