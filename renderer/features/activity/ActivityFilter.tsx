// Which lines of the activity are shown.
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ActivityKind } from '../../../contract/activity.ts'
import { Switch } from '../../ui/Switch.tsx'

const kinds = {
  all: null,
  mentions: ['person', 'group', 'everyone'],
  keywords: ['keyword'],
  replies: ['reply'],
  reactions: ['reaction'],
  calls: ['call'],
  joined: ['joined'],
} as const satisfies Record<string, readonly ActivityKind[] | null>

export type Filter = keyof typeof kinds
const filters = Object.keys(kinds) as Filter[]

/** What the server is asked for; null: everything. */
export const kindsOf = (filter: Filter): ActivityKind[] | null => {
  const wanted = kinds[filter]
  return wanted && [...wanted]
}

type ActivityFilterProps = {
  filter: Filter
  onFilter: (filter: Filter) => void
  onlyUnread: boolean
  onOnlyUnread: (onlyUnread: boolean) => void
}

export function ActivityFilter({ filter, onFilter, onlyUnread, onOnlyUnread }: ActivityFilterProps) {
  const { t } = useTranslation('activity')
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <ToggleButtonGroup
        aria-label={t('filter.label')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter]}
        onSelectionChange={(keys) => onFilter([...keys][0] as Filter)}
        className="flex flex-1 flex-wrap gap-1.5"
      >
        {filters.map((id) => (
          <ToggleButton
            key={id}
            id={id}
            className="h-7 rounded-full border border-line bg-canvas px-3 text-sm text-ink-soft transition-colors data-hovered:border-line-strong data-selected:border-accent data-selected:bg-accent-tint data-selected:text-accent-ink"
          >
            {t(`filter.${id}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Switch isSelected={onlyUnread} onChange={onOnlyUnread}>
        {t('filter.onlyUnread')}
      </Switch>
    </div>
  )
}
