// What those who run the workspace set; each tab only for those the server lets.
import { ShieldOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '../../app/paths.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { TabbedPage } from '../../ui/TabbedPage.tsx'
import { useMe } from '../people/store.ts'
import { AuditTab } from './AuditTab.tsx'
import { type AdminTab, openTabs } from './access.ts'
import { BotsTab } from './BotsTab.tsx'
import { CallsTab } from './CallsTab.tsx'
import { GroupsTab } from './GroupsTab.tsx'
import { InvitationsTab } from './InvitationsTab.tsx'
import { PeopleTab } from './PeopleTab.tsx'
import { ReleasesTab } from './releases/ReleasesTab.tsx'
import { WorkspaceTab } from './WorkspaceTab.tsx'

const contents = {
  people: PeopleTab,
  invitations: InvitationsTab,
  groups: GroupsTab,
  bots: BotsTab,
  calls: CallsTab,
  releases: ReleasesTab,
  workspace: WorkspaceTab,
  audit: AuditTab,
} as const satisfies Record<AdminTab, unknown>

export function AdminPage({ tab }: { tab?: string | undefined }) {
  const { t } = useTranslation('admin')
  const [, navigate] = useLocation()
  const me = useMe()
  if (!me) return null
  const ids = openTabs(me.abilities)
  const selected = ids.find((id) => id === tab) ?? ids[0]
  if (!selected) {
    return (
      <EmptyState className="h-full" icon={<ShieldOff size={22} />} title={t('title')}>
        {t('nothing')}
      </EmptyState>
    )
  }
  return (
    <TabbedPage
      title={t('title')}
      selected={selected}
      onChange={(id) => navigate(paths.admin(id), { replace: true })}
      tabs={ids.map((id) => {
        const Content = contents[id]
        return { id, label: t(`tabs.${id}`), content: <Content /> }
      })}
    />
  )
}
