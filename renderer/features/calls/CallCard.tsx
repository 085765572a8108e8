// The line of a call in a conversation: what became of it, how long it took, who was there, and the way in or back.
import { Phone, PhoneIncoming, PhoneMissed, PhoneOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallSummary } from '../../../contract/calls.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { useChannel } from '../channels/store.ts'
import { myId } from '../people/store.ts'
import { useNow } from '../people/use-now.ts'
import { clockOf, lengthOf } from './duration.ts'
import { Faces } from './Faces.tsx'
import { fateOf } from './fate.ts'
import { openCall, useMyCallChannel } from './use-call.ts'

const looks = {
  open: { icon: PhoneIncoming, ground: 'bg-good-tint text-good-ink' },
  ended: { icon: Phone, ground: 'bg-sunken text-ink-soft' },
  missed: { icon: PhoneMissed, ground: 'bg-danger-tint text-danger-ink' },
  noAnswer: { icon: PhoneOff, ground: 'bg-sunken text-ink-soft' },
  declined: { icon: PhoneOff, ground: 'bg-sunken text-ink-soft' },
  cancelled: { icon: PhoneOff, ground: 'bg-sunken text-ink-soft' },
} as const

export function CallCard({ message, call }: { message: MessageView; call: CallSummary }) {
  const { t } = useTranslation('calls')
  const fate = fateOf(call, message.authorId === myId())
  const { icon: Icon, ground } = looks[fate]
  return (
    <div className="my-1 flex w-[26rem] max-w-full items-center gap-3 rounded-lg border border-line bg-raised p-3">
      <span
        aria-hidden
        className={classes('flex size-10 shrink-0 items-center justify-center rounded-full', ground)}
      >
        <Icon size={18} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{t(`card.${fate}`)}</p>
        <div className="flex flex-wrap items-center gap-x-2 text-sm text-ink-faint">
          <Length call={call} />
          {(fate === 'open' || fate === 'ended') && (
            <Faces personIds={call.personIds} count={call.personCount} />
          )}
        </div>
      </div>
      <WayIn message={message} call={call} />
    </div>
  )
}

function Length({ call }: { call: CallSummary }) {
  const { t } = useTranslation('calls')
  if (call.outcome === 'open') return <Running since={call.startedAt} />
  if (call.outcome !== 'ended' || !call.endedAt) return null
  return <span>{lengthOf(t, call.startedAt, call.endedAt)}</span>
}

function Running({ since }: { since: string }) {
  const now = useNow(1000)
  return <span className="tabular-nums">{clockOf(now.getTime() - Date.parse(since))}</span>
}

function WayIn({ message, call }: { message: MessageView; call: CallSummary }) {
  const { t } = useTranslation('calls')
  const joined = useChannel(message.channelId)
  const isHere = useMyCallChannel() === message.channelId
  if (!joined || joined.channel.isArchived) return null
  const isOpen = call.outcome === 'open' && joined.state.call?.id === call.id
  if (isOpen) {
    return (
      <Button
        size="sm"
        variant={isHere ? 'secondary' : 'primary'}
        onPress={() => openCall(message.channelId)}
      >
        {t(isHere ? 'card.show' : 'card.join')}
      </Button>
    )
  }
  // Of a channel nobody is called back: whoever wants starts a new one from the header.
  const isTalk = joined.channel.kind === 'direct' || joined.channel.kind === 'group'
  if (call.outcome === 'open' || !isTalk || joined.state.call) return null
  return (
    <Button size="sm" onPress={() => openCall(message.channelId)}>
      {t('card.callBack')}
    </Button>
  )
}
