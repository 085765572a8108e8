// Files that are pasted or dropped. Text stays text: what was copied from a page or a table carries a picture of itself
// beside its words, and the words are meant.
import type { Problem } from './problems.ts'

export const carriesFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') ?? false

/** The files of a paste, or none when its text is meant. */
export function pastedFiles(data: DataTransfer, now: Date): File[] {
  const files = [...data.files]
  if (files.length === 0) return []
  const text = data.getData('text/plain').trim()
  // Some systems put the names beside the files.
  const isNames =
    text !== '' && text.split(/\r?\n/).every((line) => files.some(({ name }) => line.endsWith(name)))
  if (text !== '' && !isNames) return []
  return files.map((file) => withOwnName(file, now))
}

/** A copied picture has no name of its own: every browser calls it image.png. */
function withOwnName(file: File, now: Date): File {
  const ending = /^image(\.\w+)$/.exec(file.name)?.[1]
  if (!ending) return file
  const twoDigits = (number: number) => String(number).padStart(2, '0')
  const day = [now.getFullYear(), twoDigits(now.getMonth() + 1), twoDigits(now.getDate())].join('-')
  const clock = [now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join('.')
  return new File([file], `Pasted ${day} ${clock}${ending}`, { type: file.type })
}

/** The files of a drop; a folder is no file. */
export function droppedFiles(data: DataTransfer): { files: File[]; problems: Problem[] } {
  const isFolder = (item: DataTransferItem) => item.webkitGetAsEntry?.()?.isDirectory ?? false
  const items = [...data.items].filter(({ kind }) => kind === 'file')
  const files = items.flatMap((item) => (isFolder(item) ? [] : (item.getAsFile() ?? [])))
  return { files, problems: items.some(isFolder) ? [{ kind: 'folder' }] : [] }
}
