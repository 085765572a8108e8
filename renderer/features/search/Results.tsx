// The results and what stands in their place: nothing asked yet, waiting, nothing found, a refusal.
import { SearchX } from 'lucide-react'
import { type RefObject, useEffect, useLayoutEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { parseSearch } from '../../../contract/lib/search-query.ts'
import type { SearchHit } from '../../../contract/search.ts'
import { failureText } from '../../app/submit.ts'
import { connectionStore } from '../../data/connection.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { useListed } from '../messages/listed.ts'
import { messagesStore } from '../messages/state.ts'
import { MessageHit } from './MessageHit.tsx'
import { ChannelHit, FileHit, PersonHit } from './OtherHits.tsx'
import { isAnything, keyOf, lookFor, lookFurther, place, resultsStore } from './results-store.ts'
import { SearchStart } from './SearchStart.tsx'
import { TaskHit } from './TaskHit.tsx'

type ResultsProps = {
  scroller: RefObject<HTMLDivElement | null>
  onAsk: (query: string) => void
  onSortByTime: () => void
}

export function Results({ scroller, onAsk, onSortByTime }: ResultsProps) {
  const { t } = useTranslation('search')
  const { asked, hits, last, isLoading, error } = resultsStore()
  useComeBack(scroller)
  useAskAgain()
  if (!isAnything(asked)) return <SearchStart onAsk={onAsk} />
  const isEnd = hits !== null && last !== null && !last.next
  return (
    <>
      <p role="status" className="sr-only">
        {hits && !isLoading && t('count', { count: hits.length })}
      </p>
      {error !== null && (
        <Banner
          tone="danger"
          className="mx-3 my-2"
          action={
            <Button size="sm" onPress={() => lookFor(asked, true)}>
              {t('retry')}
            </Button>
          }
        >
          {failureText(t, error)}
        </Banner>
      )}
      {!hits && isLoading && <SkeletonRows className="px-3 py-3" rows={6} label={t('looking')} />}
      {hits && <HitList hits={hits} />}
      {hits && last?.next && (
        <div className="flex flex-col items-center gap-1 py-3">
          {last.isCut && <p className="text-sm text-ink-faint">{t('cut')}</p>}
          <Button variant="ghost" isPending={isLoading} onPress={lookFurther}>
            {t(last.isCut ? 'lookFurther' : 'more')}
          </Button>
        </div>
      )}
      {isEnd && (last.isCut || (last.isRanked && hits.length > 0)) && (
        <p className="flex flex-wrap items-center justify-center gap-x-2 px-3 py-3 text-sm text-ink-faint">
          {t(last.isCut ? 'cut' : 'ranked')}
          <Button size="sm" variant="ghost" onPress={onSortByTime}>
            {t('sortByTime')}
          </Button>
        </p>
      )}
    </>
  )
}

function HitList({ hits }: { hits: SearchHit[] }) {
  const { t } = useTranslation('search')
  const { asked, channels, last } = resultsStore()
  const terms = useMemo(() => parseSearch(asked.query).terms, [asked.query])
  const messages = useMemo(() => hits.flatMap((hit) => (hit.kind === 'message' ? [hit.message] : [])), [hits])
  const live = useListed(messages)
  const current = useMemo(() => new Map(live.map((message) => [message.id, message])), [live])
  const shown = hits.filter((hit) => {
    const message = hit.kind === 'message' ? current.get(hit.message.id) : null
    return hit.kind !== 'message' || (message !== undefined && message?.deletedAt === null)
  })
  if (shown.length === 0) return last?.next || last?.isCut ? null : <NothingFound />
  return (
    <ul aria-label={t('results')} className="flex flex-col gap-px px-2 py-2">
      {shown.map((hit) => {
        const key = keyOf(hit)
        if (hit.kind === 'channel') return <ChannelHit key={key} hit={hit} />
        if (hit.kind === 'person') return <PersonHit key={key} hit={hit} />
        if (hit.kind === 'file') return <FileHit key={key} hit={hit} channel={channels.get(hit.channelId)} />
        if (hit.kind === 'task') return <TaskHit key={key} hit={hit} />
        const message = current.get(hit.message.id) ?? hit.message
        const channel = channels.get(message.channelId)
        return <MessageHit key={key} hit={hit} message={message} channel={channel} terms={terms} />
      })}
    </ul>
  )
}

function NothingFound() {
  const { t } = useTranslation('search')
  const unknown = resultsStore((state) => state.last?.unknown) ?? []
  return (
    <EmptyState className="py-16" icon={<SearchX size={22} />} title={t('nothing')}>
      {unknown.length > 0
        ? unknown.map(({ name, value }) => (
            <p key={`${name} ${value}`}>{t(name === 'in' ? 'unknownChannel' : 'unknownPerson', { value })}</p>
          ))
        : t('nothingHint')}
    </EmptyState>
  )
}

/** Who comes back from a result finds the list where it was left, and the result in focus. */
function useComeBack(scroller: RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    const list = scroller.current
    if (!list) return
    list.scrollTop = place.scrollTop
    const keep = () => {
      place.scrollTop = list.scrollTop
    }
    list.addEventListener('scroll', keep, { passive: true })
    return () => list.removeEventListener('scroll', keep)
  }, [scroller])
  useEffect(() => {
    const { openedKey } = place
    if (!openedKey) return
    place.openedKey = null
    scroller.current?.querySelector<HTMLElement>(`[data-hit="${openedKey}"]`)?.focus({ preventScroll: true })
  }, [scroller])
}

/** Where something was missed, or the server can be reached again after a refusal, the same is asked once more. */
function useAskAgain(): void {
  const restarts = messagesStore((state) => state.restarts)
  useEffect(() => {
    const { asked, hits, error, restarts: askedAt } = resultsStore.getState()
    if (restarts !== askedAt && (hits || error !== null)) lookFor(asked, true)
  }, [restarts])
  useEffect(
    () =>
      connectionStore.subscribe((now, before) => {
        const { asked, error } = resultsStore.getState()
        if (error !== null && now.status === 'online' && before.status !== 'online') lookFor(asked, true)
      }),
    [],
  )
}
