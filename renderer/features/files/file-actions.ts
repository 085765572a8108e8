// What can be done with a file, wherever it is shown.
import i18next from 'i18next'
import { create } from 'zustand'
import { contentPath, type FileView } from '../../../contract/files.ts'
import { absolute, paths } from '../../app/paths.ts'
import { copyText } from '../../ui/clipboard.ts'
import { showToast } from '../../ui/Toast.tsx'
import { channelsStore } from '../channels/store.ts'
import { myId } from '../people/store.ts'

/** The file that the viewer is asked about before it is deleted. */
export const deletingStore = create<{ file: FileView | null }>()(() => ({ file: null }))
export const askToDelete = (file: FileView) => deletingStore.setState({ file })

export const downloadPath = (file: FileView) => `${contentPath(file.id)}?download`

export function download(file: FileView): void {
  const link = document.createElement('a')
  link.href = downloadPath(file)
  link.download = file.name
  document.body.append(link)
  link.click()
  link.remove()
}

/** An address that opens the file for whoever may see it when they open it. */
export const copyFileLink = (file: FileView) => copyAddress(contentPath(file.id))

export async function copyMessageLink(file: FileView): Promise<void> {
  if (file.messageId) await copyAddress(paths.message(file.channelId, file.messageId))
}

async function copyAddress(path: string): Promise<void> {
  const isDone = await copyText(absolute(path))
  showToast({
    tone: isDone ? 'good' : 'danger',
    title: i18next.t(isDone ? 'messages:linkCopied' : 'messages:copyFailed'),
  })
}

/** Those who may delete the message may delete its files; the server has the last word. */
export function canDelete(file: FileView): boolean {
  if (file.state === 'deleted') return false
  const membership = channelsStore.getState().channels.get(file.channelId)?.membership
  if (!membership) return false
  return file.uploadedById === myId() || membership.abilities.canDeleteOthersMessages
}

/** Whether its bytes can be had. */
export const isThere = (file: FileView): boolean => file.state === 'ready'
/** Whether the viewer has a stage for it. */
export const isViewable = (file: FileView): boolean =>
  isThere(file) && file.isInline && (file.kind === 'image' || file.kind === 'video' || file.kind === 'pdf')
