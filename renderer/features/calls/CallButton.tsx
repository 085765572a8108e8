// In the header of a conversation: starts a call there, or joins the one that is open.
import { Video } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { JoinedChannel } from '../../../contract/channels.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { openCall, useMyCallChannel } from './use-call.ts'

export function CallButton({ joined }: { joined: JoinedChannel }) {
  const { t } = useTranslation('calls')
  const isHere = useMyCallChannel() === joined.channel.id
  const { call } = joined.state
  const isAlone = joined.channel.kind === 'direct' && (joined.channel.memberIds?.length ?? 0) < 2
  if (joined.channel.isArchived || isAlone || !joined.membership.abilities.canPost) return null
  const open = () => openCall(joined.channel.id)
  if (!call) {
    return (
      <IconButton label={t('button.start')} icon={<Video size={17} />} placement="bottom" onPress={open} />
    )
  }
  const count = call.participants.filter(({ state }) => state === 'joined').length
  return (
    <AriaButton
      onPress={open}
      aria-label={t(isHere ? 'button.show' : 'button.join', { count })}
      className="me-1 flex h-7 items-center gap-1.5 rounded-md bg-good-tint px-2.5 text-sm font-semibold text-good-ink transition-colors data-hovered:brightness-95"
    >
      <Video size={15} aria-hidden />
      {t(isHere ? 'card.show' : 'card.join')}
    </AriaButton>
  )
}
