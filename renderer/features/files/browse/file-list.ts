// A list of files, newest first, kept right by what is heard of them. Pure.
import type { FileView } from '../../../../contract/files.ts'
import type { FileNews } from '../news.ts'
import type { FileQuery } from '../viewer/state.ts'

/** Whether a file belongs to what was asked for. A deleted one belongs nowhere. */
export function matches(file: FileView, { channelId, kinds, personId, name }: FileQuery): boolean {
  if (file.state === 'deleted' || file.messageId === null) return false
  if (channelId && file.channelId !== channelId) return false
  if (kinds && kinds.length > 0 && !kinds.includes(file.kind)) return false
  if (personId && file.uploadedById !== personId) return false
  return !name || file.name.toLocaleLowerCase().includes(name.toLocaleLowerCase())
}

/** The list after what was heard; the same one when it changes nothing. */
export function withFileNews(files: FileView[], news: FileNews, query: FileQuery): FileView[] {
  switch (news.kind) {
    case 'messageGone': {
      const left = files.filter(({ messageId }) => messageId !== news.messageId)
      return left.length < files.length ? left : files
    }
    case 'sent': {
      const added = news.files.filter(
        (file) => matches(file, query) && !files.some(({ id }) => id === file.id),
      )
      return added.length > 0 ? [...added.toReversed(), ...files] : files
    }
    case 'changed':
      return withChanged(files, news.file, query)
  }
}

function withChanged(files: FileView[], file: FileView, query: FileQuery): FileView[] {
  const at = files.findIndex(({ id }) => id === file.id)
  const fits = matches(file, query)
  if (at >= 0) {
    if ((files[at] as FileView).revision >= file.revision) return files
    return fits ? files.with(at, file) : files.toSpliced(at, 1)
  }
  // What it is may be known only now; further back than the list reaches it comes with its page.
  const [newest] = files
  if (!fits || (newest && newest.uploadedAt > file.uploadedAt)) return files
  return [file, ...files]
}

/** Another page behind; a file that was heard of meanwhile stands once. */
export function withNextPage(files: FileView[], page: FileView[]): FileView[] {
  const known = new Set(files.map(({ id }) => id))
  return [...files, ...page.filter(({ id }) => !known.has(id))]
}

export type Month = { key: string; at: string; pictures: FileView[]; others: FileView[] }

/** By month, the pictures of each apart from the rest. */
export function byMonth(files: FileView[], isPicture: (file: FileView) => boolean): Month[] {
  const months = new Map<string, Month>()
  for (const file of files) {
    const date = new Date(file.uploadedAt)
    const key = `${date.getFullYear()}-${date.getMonth()}`
    const month = months.get(key) ?? { key, at: file.uploadedAt, pictures: [], others: [] }
    months.set(key, month)
    if (isPicture(file)) month.pictures.push(file)
    else month.others.push(file)
  }
  return [...months.values()]
}
