// What concerns the viewer, newest first: a list to walk with the arrows, filtered by kind, each line leading to its place.
import { Bell } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { GridList, GridListItem } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ActivityView as Line } from '../../../contract/activity.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { PagedState } from '../messages/PagedState.tsx'
import { usePaged } from '../messages/use-paged.ts'
import { ViewPage } from '../messages/ViewPage.tsx'
import { ActivityFilter, type Filter, kindsOf } from './ActivityFilter.tsx'
import { ActivityRow, type ActivityRowProps, placeOfLine, useLineText } from './ActivityRow.tsx'
import { activityStore } from './store.ts'
import { useMarks } from './use-marks.ts'

export function ActivityView() {
  const { t } = useTranslation('activity')
  const [, navigate] = useLocation()
  const [filter, setFilter] = useState<Filter>('all')
  const [onlyUnread, setOnlyUnread] = useState(false)
  const { version, unreadCount } = activityStore()
  const list = usePaged<Line>(
    (asked) => call('activity.list', { kinds: kindsOf(filter), onlyUnread, ...asked }),
    ({ at }) => at,
    ({ message }) => (message ? [message] : []),
    `${version} ${filter} ${onlyUnread}`,
  )
  const { mark, isUnread } = useMarks(list.items)
  const open = (line: Line) => {
    if (isUnread(line)) mark([line], false)
    navigate(placeOfLine(line))
  }
  const lineOf = (key: unknown) => list.items?.find(({ id }) => id === key)
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'u' || event.ctrlKey || event.metaKey || event.altKey) return
    const line = lineOf((event.target as HTMLElement).closest('[data-key]')?.getAttribute('data-key'))
    if (!line) return
    event.stopPropagation()
    mark([line], !isUnread(line))
  }
  return (
    <ViewPage
      title={t('title')}
      action={
        <Button size="sm" variant="ghost" isDisabled={unreadCount === 0} onPress={() => void markAll(t)}>
          {t('markAll')}
        </Button>
      }
    >
      <ActivityFilter
        filter={filter}
        onFilter={setFilter}
        onlyUnread={onlyUnread}
        onOnlyUnread={setOnlyUnread}
      />
      <PagedState
        list={list}
        empty={
          <EmptyState icon={<Bell size={22} />} title={t(onlyUnread ? 'allRead' : 'empty')}>
            {t(onlyUnread ? 'allReadHint' : 'emptyHint')}
          </EmptyState>
        }
      >
        {list.items && list.items.length > 0 && (
          <div role="presentation" onKeyDownCapture={onKey}>
            <GridList
              aria-label={t('title')}
              className="flex flex-col overflow-hidden rounded-lg border border-line bg-canvas"
              onAction={(key) => {
                const line = lineOf(key)
                if (line) open(line)
              }}
            >
              {list.items.map((line) => (
                <ActivityItem
                  key={line.id}
                  line={line}
                  isUnread={isUnread(line)}
                  onMark={(unread) => mark([line], unread)}
                />
              ))}
            </GridList>
          </div>
        )}
      </PagedState>
    </ViewPage>
  )
}

function ActivityItem(props: ActivityRowProps) {
  const { line } = props
  const text = useLineText(line)
  return (
    <GridListItem
      id={line.id}
      textValue={text.excerpt ? `${text.sentence}: ${text.excerpt}` : text.sentence}
      className="group/line border-b border-line -outline-offset-2 last:border-0 data-focus-visible:bg-accent-tint data-hovered:bg-hover"
    >
      <ActivityRow {...props} text={text} />
    </GridListItem>
  )
}

type Translate = ReturnType<typeof useTranslation<'activity'>>['t']

async function markAll(t: Translate): Promise<void> {
  await call('activity.markAll', {}).catch((error: unknown) =>
    showToast({ tone: 'danger', title: failureText(t, error) }),
  )
}
