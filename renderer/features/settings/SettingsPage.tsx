// What a person sets for themselves.
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '../../app/paths.ts'
import { TabbedPage } from '../../ui/TabbedPage.tsx'
import { AppearanceTab } from './AppearanceTab.tsx'
import { NotificationsTab } from './NotificationsTab.tsx'
import { ProfileTab } from './ProfileTab.tsx'
import { SecurityTab } from './SecurityTab.tsx'

const tabs = {
  profile: ProfileTab,
  appearance: AppearanceTab,
  notifications: NotificationsTab,
  security: SecurityTab,
} as const
type TabId = keyof typeof tabs

export function SettingsPage({ tab }: { tab?: string | undefined }) {
  const { t } = useTranslation('settings')
  const [, navigate] = useLocation()
  const ids = Object.keys(tabs) as TabId[]
  const selected = ids.find((id) => id === tab) ?? 'profile'
  return (
    <TabbedPage
      title={t('title')}
      selected={selected}
      onChange={(id) => navigate(paths.settings(id), { replace: true })}
      tabs={ids.map((id) => {
        const Content = tabs[id]
        return { id, label: t(`tabs.${id}`), content: <Content /> }
      })}
    />
  )
}
