// Which file the viewer shows, and among which others: those of the conversation, or those of a list.
import { create } from 'zustand'
import type { InputOf } from '../../../../contract/commands.ts'
import type { FileView } from '../../../../contract/files.ts'
import type { FileId } from '../../../../contract/ids.ts'
import { isViewable } from '../file-actions.ts'

export type FileQuery = Omit<InputOf<'files.list'>, 'before' | 'limit'>

export type OpenViewer = {
  fileId: FileId
  /** In the order in which → goes through them. */
  files: FileView[]
  /** Where there are more of them, newest first; in a conversation they stand the other way round, as on the page. */
  query: FileQuery
  isConversation: boolean
  /** Of a list: its place to go on, `null` at its end. */
  next: string | null
}

export const viewerStore = create<{ open: OpenViewer | null }>()(() => ({ open: null }))

/** From a message: first among its own files, then among all of the conversation. */
export function openViewer(file: FileView, ofMessage: FileView[]): void {
  viewerStore.setState({
    open: {
      fileId: file.id,
      files: ofMessage,
      query: { channelId: file.channelId, kinds: ['image', 'video', 'pdf'] },
      isConversation: true,
      next: null,
    },
  })
}

/** From a list, in its order. */
export function openFromList(
  file: FileView,
  list: { files: FileView[]; query: FileQuery; next: string | null },
): void {
  const files = list.files.filter(isViewable)
  viewerStore.setState({
    open: { fileId: file.id, files, query: list.query, isConversation: false, next: list.next },
  })
}

export const closeViewer = () => viewerStore.setState({ open: null })

export function showInViewer(fileId: FileId): void {
  viewerStore.setState(({ open }) => ({ open: open && { ...open, fileId } }))
}
