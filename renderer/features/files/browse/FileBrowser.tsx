// Files of one channel or of all: narrowed by filters, pictures as a grid, everything else as a list, without an end.
import { Files } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelId } from '../../../../contract/ids.ts'
import { failureText } from '../../../app/submit.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { SkeletonRows } from '../../../ui/Skeleton.tsx'
import type { FileQuery } from '../viewer/state.ts'
import { FileFilters } from './FileFilters.tsx'
import { FileMonths } from './FileMonths.tsx'
import { useFileList } from './use-file-list.ts'

/** `channelId` null: of all channels one is in. */
export function FileBrowser({ channelId }: { channelId: ChannelId | null }) {
  const { t } = useTranslation('files')
  const [query, setQuery] = useState<FileQuery>({ channelId, kinds: [], personId: null, name: '' })
  const list = useFileList(query)
  const { files, next, error, isLoading } = list
  const isNarrowed =
    Boolean(query.name) ||
    Boolean(query.kinds?.length) ||
    Boolean(query.personId) ||
    query.channelId !== channelId
  return (
    <div className="flex flex-col gap-3 p-4">
      <FileFilters
        query={query}
        isWide={channelId === null}
        onChange={(fields) => setQuery((now) => ({ ...now, ...fields }))}
      />
      {error !== null && (
        <Banner
          tone="danger"
          action={
            <Button size="sm" onPress={list.reload}>
              {t('browse.again')}
            </Button>
          }
        >
          {failureText(t, error)}
        </Banner>
      )}
      {!files && error === null && <SkeletonRows rows={5} hasAvatar label={t('browse.loading')} />}
      {files?.length === 0 && (
        <EmptyState icon={<Files size={22} />} title={t(isNarrowed ? 'browse.noMatch' : 'browse.empty')}>
          {!isNarrowed && t(channelId ? 'browse.emptyChannel' : 'browse.emptyAll')}
        </EmptyState>
      )}
      {files && files.length > 0 && (
        <FileMonths files={files} list={{ files, query, next }} hasChannel={channelId === null} />
      )}
      {next && <More isLoading={isLoading} onMore={list.more} />}
    </div>
  )
}

/** Fetches by itself when it comes into view. */
function More({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  const { t } = useTranslation('files')
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(onMore)
  latest.current = onMore
  // biome-ignore lint/correctness/useExhaustiveDependencies: still in view after a page: the next one
  useEffect(() => {
    const element = place.current
    if (!element) return
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && latest.current(), {
      rootMargin: '600px',
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [isLoading])
  return (
    <div ref={place} className="flex justify-center pb-4">
      <Button variant="ghost" isPending={isLoading} onPress={onMore}>
        {t('browse.older')}
      </Button>
    </div>
  )
}
