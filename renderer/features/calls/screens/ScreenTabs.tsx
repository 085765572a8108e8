// Two screens at once: one of them, or both side by side.
import { Columns2, MonitorUp } from 'lucide-react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { personName } from '../../people/store.ts'
import { stageStore } from '../store.ts'
import type { CallTile } from './tiles.ts'

const both = 'both'

export function ScreenTabs({ screens }: { screens: readonly CallTile[] }) {
  const { t } = useTranslation('calls')
  const shown = stageStore((state) => state.shownScreen)
  const selected = screens.some(({ key }) => key === shown) && shown !== null ? shown : both
  const tab =
    'flex h-7 min-w-0 items-center gap-1.5 rounded-md px-2.5 text-sm text-ink-soft transition-colors data-hovered:text-ink data-selected:bg-control data-selected:text-ink'
  return (
    <ToggleButtonGroup
      aria-label={t('screens.label')}
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const key = String([...keys][0] ?? both)
        stageStore.setState({ shownScreen: key === both ? null : key, pinned: null })
      }}
      className="mx-auto mb-2 flex max-w-full shrink-0 gap-0.5 rounded-lg bg-stage-bar p-0.5"
    >
      {screens.map(({ key, personId }) => (
        <ToggleButton key={key} id={key} className={tab}>
          <MonitorUp size={14} className="shrink-0" aria-hidden />
          <span className="truncate">{personName(personId)}</span>
        </ToggleButton>
      ))}
      <ToggleButton id={both} className={tab}>
        <Columns2 size={14} className="shrink-0" aria-hidden />
        <span className="truncate">{t('screens.both')}</span>
      </ToggleButton>
    </ToggleButtonGroup>
  )
}
