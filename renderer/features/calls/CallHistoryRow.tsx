// One call of the history.
import { PhoneIncoming, PhoneMissed, PhoneOff, PhoneOutgoing, Video } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CallView } from '../../../contract/calls.ts'
import { paths } from '../../app/paths.ts'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useChannelName } from '../channels/channel-name.ts'
import { useChannel } from '../channels/store.ts'
import { ChannelMark } from '../messages/ChannelHeader.tsx'
import { shortMoment } from '../people/local-time.ts'
import { myId } from '../people/store.ts'
import { lengthOf } from './duration.ts'
import { Faces } from './Faces.tsx'
import { fateOf } from './fate.ts'
import { openCall, useMyCallChannel } from './use-call.ts'

export function CallHistoryRow({ call }: { call: CallView }) {
  const { t, i18n } = useTranslation('calls')
  const joined = useChannel(call.channelId)
  const name = useChannelName(joined?.channel)
  const isHere = useMyCallChannel() === call.channelId
  const isMine = call.startedById === myId()
  const fate = fateOfMine(call)
  const isMissed = fate === 'missed'
  const there = call.participants.filter(({ joinedAt }) => joinedAt !== null).map(({ personId }) => personId)
  const length = fate === 'ended' && call.endedAt ? lengthOf(t, call.startedAt, call.endedAt) : null
  const Icon = isMissed
    ? PhoneMissed
    : fate === 'declined' || fate === 'noAnswer' || fate === 'cancelled'
      ? PhoneOff
      : isMine
        ? PhoneOutgoing
        : PhoneIncoming
  return (
    <li className="flex items-center gap-3 rounded-lg px-3 py-2.5 hover:bg-hover">
      <span className="flex size-8 shrink-0 items-center justify-center">
        {joined && <ChannelMark channel={joined.channel} />}
      </span>
      <div className="min-w-0 flex-1">
        <Link
          href={paths.message(call.channelId, call.messageId)}
          className={classes(
            'block truncate font-semibold no-underline hover:underline',
            isMissed ? 'text-danger-ink' : 'text-ink',
          )}
        >
          <bdi>{name || t('history.gone')}</bdi>
        </Link>
        <p className="flex items-center gap-1.5 text-sm text-ink-faint">
          <Icon size={14} className={classes('shrink-0', isMissed && 'text-danger-ink')} aria-hidden />
          <span className="truncate">
            {t(`card.${fate}`)}
            {length && ` · ${length}`}
          </span>
        </p>
      </div>
      <span className="flex narrow:hidden">
        <Faces personIds={there} most={4} />
      </span>
      <time dateTime={call.startedAt} className="w-24 shrink-0 text-end text-sm text-ink-faint tabular-nums">
        {shortMoment(call.startedAt, i18n.language)}
      </time>
      <IconButton
        label={t(call.outcome === 'open' ? (isHere ? 'card.show' : 'card.join') : 'history.call', { name })}
        icon={<Video size={16} />}
        variant="outline"
        size="md"
        isDisabled={!joined || joined.channel.isArchived}
        onPress={() => openCall(call.channelId)}
      />
    </li>
  )
}

/** In a group others may have spoken while one missed it. */
function fateOfMine(call: CallView) {
  const mine = call.participants.find(({ personId }) => personId === myId())
  if (call.outcome === 'ended' && mine?.state === 'missed') return 'missed'
  if (call.outcome === 'ended' && mine?.joinedAt === null && mine.state === 'declined') return 'declined'
  return fateOf(call, call.startedById === myId())
}
