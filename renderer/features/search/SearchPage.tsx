// Search: the field, filters, what kind of thing, and the results. It all stands in the address, so Back brings it again.
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { SearchKind } from '../../../contract/search.ts'
import { paths } from '../../app/paths.ts'
import { Select } from '../../ui/Select.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { useChannelName } from '../channels/channel-name.ts'
import { previewOf } from '../channels/preview.ts'
import { useChannel } from '../channels/store.ts'
import { FilterBar, FilterChip } from './FilterBar.tsx'
import { Results } from './Results.tsx'
import { rememberSearch } from './recent-searches.ts'
import { forgetResults, isAnything, lookFor, resultsStore } from './results-store.ts'
import { SearchBox } from './SearchBox.tsx'
import { type Asked, addressOf, isSame, useAddress } from './search-address.ts'
import { fieldStore } from './search-store.ts'

const kinds: readonly SearchKind[] = ['message', 'file', 'task', 'channel', 'person']

export function SearchPage() {
  const { t } = useTranslation('search')
  const [, navigate] = useLocation()
  const asked = useAsked()
  const [typed, setTyped] = useState(asked.query)
  const field = useRef<HTMLInputElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => setTyped(asked.query), [asked.query])
  useFieldFocus(field)

  const ask = (change: Partial<Asked>) => {
    const next = { ...asked, query: typed, ...change }
    if (!isAnything(next)) {
      forgetResults()
      navigate(paths.search)
      return
    }
    rememberSearch(next.query)
    if (isSame(next, asked)) lookFor(next, true)
    // A new question is a step that Back takes back; another tab of the same one is not.
    else navigate(addressOf(next), { replace: next.query === asked.query && next.query !== '' })
  }
  const sortItems = (['relevance', 'time'] as const).map((id) => ({ id, label: t(`sort.${id}`) }))
  return (
    <section
      aria-label={t('title')}
      className="flex h-full min-h-0 flex-col"
      onKeyDown={(event) => walk(event, field.current)}
    >
      <header className="flex shrink-0 flex-col gap-2 px-4 pt-3 pb-2">
        <h1 className="sr-only">{t('title')}</h1>
        <SearchBox
          field={field}
          value={typed}
          onChange={setTyped}
          onSubmit={(query) => ask({ query })}
          onLeaveDown={() => hits()[0]?.focus()}
          onEscape={() => window.history.back()}
        />
        <FilterBar
          query={typed}
          onChange={(query) => {
            setTyped(query)
            ask({ query })
          }}
          place={asked.channelId && <PlaceChip asked={asked} onRemove={() => ask({ channelId: null })} />}
        />
      </header>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <Tabs
          label={t('kinds')}
          selected={asked.kind}
          onChange={(kind) => kind !== asked.kind && ask({ kind })}
          tabs={kinds.map((kind) => ({
            id: kind,
            label: t(`kind.${kind}`),
            content: kind === asked.kind && (
              <div className="mx-auto max-w-4xl">
                {(kind === 'message' || kind === 'file') && asked.query !== '' && (
                  <div className="flex justify-end px-4 pt-2">
                    <Select
                      label={t('sort.label')}
                      hideLabel
                      options={sortItems}
                      value={asked.sort}
                      onChange={(sort) => ask({ sort })}
                    />
                  </div>
                )}
                <Results
                  scroller={scroller}
                  onAsk={(query) => ask({ query })}
                  onSortByTime={() => ask({ sort: 'time' })}
                />
              </div>
            ),
          }))}
        />
      </div>
    </section>
  )
}

/** What the address asks for, or, where it asks for nothing, what was looked for last. */
function useAsked(): Asked {
  const address = useAddress()
  const last = resultsStore((state) => state.asked)
  const asked = address ?? last
  useEffect(() => {
    lookFor(asked)
  }, [asked])
  return asked
}

let answeredPresses = 0

/** The field has the focus when the page opens, and again at every press of the key; not when one comes back to a result. */
function useFieldFocus(field: RefObject<HTMLInputElement | null>): void {
  const presses = fieldStore((state) => state.presses)
  useEffect(() => {
    const isPressed = presses !== answeredPresses
    answeredPresses = presses
    if (!isPressed && document.activeElement?.closest('[data-hit]')) return
    field.current?.focus()
    field.current?.select()
  }, [presses, field])
}

function PlaceChip({ asked, onRemove }: { asked: Asked; onRemove: () => void }) {
  const { t } = useTranslation('search')
  const joined = useChannel(asked.channelId ?? undefined)
  const channel = joined?.channel ?? (asked.channelId ? previewOf(asked.channelId) : undefined)
  const name = useChannelName(channel)
  const isConversation = channel?.kind === 'direct' || channel?.kind === 'group'
  return <FilterChip label={t('onlyIn', { name: isConversation ? name : `#${name}` })} onRemove={onRemove} />
}

const hits = () => [...document.querySelectorAll<HTMLElement>('[data-hit]')]

/** ↑↓ go through the results, from the first one back into the field. */
function walk(event: KeyboardEvent, field: HTMLElement | null): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
  const all = hits()
  const here = all.indexOf(document.activeElement as HTMLElement)
  if (here < 0) return
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const next =
    step !== 0
      ? (all[here + step] ?? (step < 0 ? field : null))
      : event.key === 'Home'
        ? all[0]
        : event.key === 'End'
          ? all.at(-1)
          : null
  if (event.key === 'Escape') field?.focus()
  else if (!next) return
  event.preventDefault()
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}
