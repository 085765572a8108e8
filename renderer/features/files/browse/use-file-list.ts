// A list of files as the server gives it, page by page, and as it changes while one looks.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FileView } from '../../../../contract/files.ts'
import { call } from '../../../data/api.ts'
import { connectionStore } from '../../../data/connection.ts'
import { messagesStore } from '../../messages/state.ts'
import { listenToFiles } from '../news.ts'
import type { FileQuery } from '../viewer/state.ts'
import { withFileNews, withNextPage } from './file-list.ts'

type List = { files: FileView[] | null; next: string | null; error: unknown; isLoading: boolean }
const nothing: List = { files: null, next: null, error: null, isLoading: true }

export function useFileList(query: FileQuery) {
  const [list, setList] = useState<List>(nothing)
  const key = JSON.stringify(query)
  const question = useRef(0)
  const latest = useRef(list)
  latest.current = list
  // Grows when something was missed.
  const restarts = messagesStore((state) => state.restarts)

  const read = useCallback(
    async (before: string | null) => {
      const mine = ++question.current
      setList((now) => ({ ...now, isLoading: true, error: null }))
      try {
        const page = await call('files.list', { ...(JSON.parse(key) as FileQuery), before })
        if (mine !== question.current) return
        setList(({ files }) => ({
          files: before ? withNextPage(files ?? [], page.files) : page.files,
          next: page.next,
          error: null,
          isLoading: false,
        }))
      } catch (error) {
        if (mine === question.current) setList((now) => ({ ...now, error, isLoading: false }))
      }
    },
    [key],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was missed is asked for again
  useEffect(() => {
    void read(null)
    return () => {
      question.current += 1
    }
  }, [read, restarts])
  // Another question is another list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the question
  useEffect(() => () => setList(nothing), [key])
  useEffect(
    () =>
      listenToFiles((news) =>
        setList((now) => {
          if (!now.files) return now
          const files = withFileNews(now.files, news, JSON.parse(key) as FileQuery)
          return files === now.files ? now : { ...now, files }
        }),
      ),
    [key],
  )
  useEffect(() => {
    if (list.error === null) return
    return connectionStore.subscribe((now, before) => {
      if (now.status === 'online' && before.status !== 'online') void read(null)
    })
  }, [list.error, read])

  const more = useCallback(() => {
    const { next, isLoading } = latest.current
    if (next && !isLoading) void read(next)
  }, [read])
  return { ...list, more, reload: () => void read(null) }
}
