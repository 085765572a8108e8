// Which of the files that somebody dropped, pasted or picked can be added, and what is wrong with the others. Pure.
import { maxFilesPerMessage } from '../../../../contract/files.ts'
import type { Limits } from './limits.ts'
import type { Problem } from './problems.ts'

type Sized = { name: string; size: number }

/** @param alreadyThere how many files the message has; `onTheWay` how many bytes of them the server does not count yet */
export function chooseFiles<File extends Sized>(
  files: File[],
  there: { count: number; onTheWay: number },
  limits: Limits | null,
): { chosen: File[]; problems: Problem[] } {
  const problems: Problem[] = []
  const empty = files.filter(({ size }) => size === 0)
  if (empty.length > 0) problems.push({ kind: 'empty', names: empty.map(({ name }) => name) })
  const limit = limits?.fileLimit ?? Number.POSITIVE_INFINITY
  const large = files.filter(({ size }) => size > limit)
  if (large.length > 0) problems.push({ kind: 'tooLarge', names: large.map(({ name }) => name), limit })

  const fitting = files.filter(({ size }) => size > 0 && size <= limit)
  const left = Math.max(0, maxFilesPerMessage - there.count)
  if (fitting.length > left)
    problems.push({ kind: 'tooMany', limit: maxFilesPerMessage, left: fitting.length - left })
  const counted = fitting.slice(0, left)

  const room =
    limits?.ownLimit == null ? Number.POSITIVE_INFINITY : limits.ownLimit - limits.ownBytes - there.onTheWay
  let taken = 0
  const chosen = counted.filter(({ size }) => {
    if (taken + size > room) return false
    taken += size
    return true
  })
  if (chosen.length < counted.length) problems.push({ kind: 'full', left: Math.max(0, room) })
  return { chosen, problems }
}
