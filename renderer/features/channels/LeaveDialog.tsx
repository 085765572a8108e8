// Leaving a channel. A private one can't be entered again without an invitation.
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { JoinedChannel } from '../../../contract/channels.ts'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { paths } from '../../app/paths.ts'
import { call } from '../../data/api.ts'

export function LeaveDialog({ joined, onClose }: { joined: JoinedChannel; onClose: () => void }) {
  const { t } = useTranslation('channels')
  const [location, navigate] = useLocation()
  const { channel } = joined
  const leave = async () => {
    await call('channels.leave', { channelId: channel.id })
    if (location.startsWith(paths.channel(channel.id))) navigate(paths.home)
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('leave.title', { name: channel.name })}
      confirmLabel={t('leave.confirm')}
      isDestructive
      onConfirm={leave}
    >
      {t(channel.kind === 'private' ? 'leave.private' : 'leave.public')}
    </ConfirmDialog>
  )
}
