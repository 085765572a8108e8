// Invitation links: make, watch, revoke.
import { Link2, MailPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationView } from '../../../contract/invitations.ts'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { LoadedList } from '../../app/LoadedList.tsx'
import { useLoaded } from '../../app/loaded.ts'
import { call } from '../../data/api.ts'
import { Badge, type BadgeProps } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Section } from '../../ui/Section.tsx'
import { shortMoment } from '../people/local-time.ts'
import { usePerson } from '../people/store.ts'
import { InviteDialog } from './InviteDialog.tsx'

export function InvitationsTab() {
  const { t } = useTranslation('admin')
  const list = useLoaded('invitations.list', {})
  const [isMaking, setMaking] = useState(false)
  const replace = (changed: InvitationView) =>
    list.change(({ invitations }) => ({
      invitations: invitations.map((one) => (one.id === changed.id ? changed : one)),
    }))

  return (
    <Section
      title={t('invitations.title')}
      description={t('invitations.lead')}
      action={
        <Button variant="primary" icon={<MailPlus size={15} />} onPress={() => setMaking(true)}>
          {t('invitations.new')}
        </Button>
      }
    >
      <LoadedList list={list} hasAvatar={false}>
        {({ invitations }) =>
          invitations.length === 0 ? (
            <EmptyState icon={<Link2 size={22} />} title={t('invitations.none')}>
              {t('invitations.noneHint')}
            </EmptyState>
          ) : (
            <ul className="flex flex-col">
              {invitations.map((invitation) => (
                <InvitationRow key={invitation.id} invitation={invitation} onChanged={replace} />
              ))}
            </ul>
          )
        }
      </LoadedList>
      <InviteDialog
        isOpen={isMaking}
        onOpenChange={setMaking}
        onMade={(made) => list.change(({ invitations }) => ({ invitations: [made, ...invitations] }))}
      />
    </Section>
  )
}

type State = 'open' | 'used' | 'expired' | 'revoked'
const tones: Record<State, BadgeProps['tone']> = {
  open: 'good',
  used: 'neutral',
  expired: 'neutral',
  revoked: 'danger',
}

function stateOf(invitation: InvitationView): State {
  if (invitation.isRevoked) return 'revoked'
  if (invitation.uses >= invitation.maxUses) return 'used'
  return new Date(invitation.expiresAt) <= new Date() ? 'expired' : 'open'
}

type RowProps = { invitation: InvitationView; onChanged: (invitation: InvitationView) => void }

function InvitationRow({ invitation, onChanged }: RowProps) {
  const { t, i18n } = useTranslation('admin')
  const [isAsking, setAsking] = useState(false)
  const maker = usePerson(invitation.createdById)
  const state = stateOf(invitation)
  const moment = (at: string) => shortMoment(at, i18n.language)
  const facts = [
    t('invitations.used', { uses: invitation.uses, max: invitation.maxUses }),
    t('invitations.until', { when: moment(invitation.expiresAt) }),
    maker && t('invitations.by', { name: maker.name }),
    moment(invitation.createdAt),
  ]
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-line py-2 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 font-medium">
          {t(`people:role.${invitation.role}`)}
          <Badge tone={tones[state]}>{t(`invitations.state.${state}`)}</Badge>
        </p>
        <p className="truncate text-sm text-ink-faint">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      {state === 'open' && (
        <Button size="sm" variant="danger-ghost" onPress={() => setAsking(true)}>
          {t('invitations.revoke')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('invitations.revokeTitle')}
        confirmLabel={t('invitations.revoke')}
        isDestructive
        onConfirm={async () => {
          const answer = await call('invitations.revoke', { invitationId: invitation.id })
          onChanged(answer.invitation)
        }}
      >
        {t('invitations.revokeBody')}
      </ConfirmDialog>
    </li>
  )
}
