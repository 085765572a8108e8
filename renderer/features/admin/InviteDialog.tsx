// Makes an invitation link and shows it, the one time it can be shown.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelId } from '../../../contract/ids.ts'
import type { InvitationView } from '../../../contract/invitations.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyField } from '../../ui/CopyField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { useMe } from '../people/store.ts'
import { ChannelChecks } from './ChannelChecks.tsx'

export type InviteDialogProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onMade?: (invitation: InvitationView) => void
}

export function InviteDialog({ isOpen, onOpenChange, onMade }: InviteDialogProps) {
  const { t } = useTranslation('admin')
  const [url, setUrl] = useState<string | null>(null)
  const change = (open: boolean) => {
    if (!open) setUrl(null)
    onOpenChange(open)
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={change}
      title={t(url ? 'invitations.readyTitle' : 'invitations.new')}
      description={url ? t('invitations.ready') : undefined}
      size="md"
      // A click beside the window must not lose a link that can't be shown again.
      isDismissable={url === null}
    >
      {url ? (
        <div className="flex flex-col gap-4">
          <CopyField label={t('invitations.link')} value={url} />
          <Button className="self-end" onPress={() => change(false)}>
            {t('invitations.done')}
          </Button>
        </div>
      ) : (
        <InviteForm
          onMade={(invitation, link) => {
            setUrl(link)
            onMade?.(invitation)
          }}
        />
      )}
    </Dialog>
  )
}

const everyRole = ['member', 'guest', 'admin'] as const
const days = [1, 7, 30, 90] as const
const counts = [1, 5, 25, 100, 1000] as const

function InviteForm({ onMade }: { onMade: (invitation: InvitationView, url: string) => void }) {
  const { t } = useTranslation('admin')
  const [role, setRole] = useState<(typeof everyRole)[number]>('member')
  const mayInviteAdmins = useMe()?.abilities.canInviteAdmins ?? false
  const roles = everyRole.filter((id) => id !== 'admin' || mayInviteAdmins)
  const [expiresInDays, setDays] = useState('7')
  const [maxUses, setMaxUses] = useState('1')
  const [channelIds, setChannelIds] = useState<ChannelId[]>([])
  const form = useSubmit('invitations.create')

  const create = async () => {
    const input = { role, expiresInDays: Number(expiresInDays), maxUses: Number(maxUses), channelIds }
    const answer = await form.submit(input)
    if (answer) onMade(answer.invitation, answer.url)
  }

  return (
    <div className="flex flex-col gap-4">
      {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
      <Select
        label={t('invitations.role')}
        description={t(`invitations.roles.${role}`)}
        options={roles.map((id) => ({
          id,
          label: t(`people:role.${id}`),
          description: t(`invitations.roles.${id}`),
        }))}
        value={role}
        onChange={setRole}
      />
      <div className="grid grid-cols-2 gap-3">
        <Select
          label={t('invitations.expires')}
          options={days.map((count) => ({ id: String(count), label: t('invitations.days', { count }) }))}
          value={expiresInDays}
          onChange={setDays}
        />
        <Select
          label={t('invitations.maxUses')}
          options={counts.map((count) => ({ id: String(count), label: t('invitations.uses', { count }) }))}
          value={maxUses}
          onChange={setMaxUses}
        />
      </div>
      <ChannelChecks value={channelIds} onChange={setChannelIds} />
      {role === 'guest' && channelIds.length === 0 && (
        <Banner tone="warn">{t('invitations.guestHint')}</Banner>
      )}
      <Button
        variant="primary"
        className="self-end"
        onPress={create}
        isPending={form.isRunning}
        isDisabled={form.isWaiting}
      >
        {t('invitations.create')}
      </Button>
    </div>
  )
}
