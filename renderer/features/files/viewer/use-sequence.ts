// The files around the one that is shown: what is known at first, and further pages as one comes near their end.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FileId } from '../../../../contract/ids.ts'
import { call } from '../../../data/api.ts'
import { listenToFiles } from '../news.ts'
import { afterLoss, type Sequence, withMessage, withNews, withPage } from './sequence.ts'
import { closeViewer, type OpenViewer, showInViewer } from './state.ts'

const pageSize = 100
/** A file far back in a long conversation is shown among those of its message. */
const mostPagesToFind = 5

export function useSequence({ fileId, files, query, isConversation, next }: OpenViewer) {
  const [sequence, setSequence] = useState<Sequence>({ files, next, isConversation })
  const latest = useRef(sequence)
  latest.current = sequence
  const isAsking = useRef(false)
  const first = useRef({ fileId, files, query, isConversation })

  useEffect(() => {
    const { isConversation: wants, query: asked, fileId: wanted, files: ofMessage } = first.current
    if (!wants) return
    const stop = new AbortController()
    void findAround(wanted, asked, stop.signal).then((found) => {
      if (found && !stop.signal.aborted) setSequence(withMessage(found, ofMessage))
    })
    return () => stop.abort()
  }, [])

  const shownId = useRef(fileId)
  shownId.current = fileId
  useEffect(
    () =>
      listenToFiles((news) => {
        const before = latest.current
        const now = withNews(before, news)
        if (now === before) return
        setSequence(now)
        const to = afterLoss(before.files, now.files, shownId.current)
        if (to === null) closeViewer()
        else showInViewer(to)
      }),
    [],
  )

  const more = useCallback(async () => {
    const { next: before } = latest.current
    if (!before || isAsking.current) return
    isAsking.current = true
    try {
      const page = await call('files.list', { ...first.current.query, before, limit: pageSize })
      setSequence((now) => withPage(now, page))
    } catch {
      // Coming near the end again asks again.
    }
    isAsking.current = false
  }, [])
  return { sequence, more }
}

/** Page by page from the newest until the file is among them; null when it is too far back, or cannot be asked. */
async function findAround(
  fileId: FileId,
  query: OpenViewer['query'],
  signal: AbortSignal,
): Promise<Sequence | null> {
  let found: Sequence = { files: [], next: null, isConversation: true }
  try {
    for (let count = 0; count < mostPagesToFind; count++) {
      const page = await call('files.list', { ...query, before: found.next, limit: pageSize }, { signal })
      found = withPage(found, page)
      if (found.files.some(({ id }) => id === fileId)) return found
      if (!found.next) return null
    }
  } catch {
    // Then one sees the files of the message.
  }
  return null
}
