// A channel or conversation in the sidebar, with its menu.
import { Archive, BellOff, Hash, Lock, Pencil, TriangleAlert, Users, Video } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelView, JoinedChannel } from '../../../contract/channels.ts'
import { paths } from '../../app/paths.ts'
import { draftsStore } from '../../data/drafts.ts'
import { channelsWithFailed, outboxStore } from '../../data/outbox.ts'
import { ContextMenu } from '../../ui/ContextMenu.tsx'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import { ChannelMenuItems } from './ChannelMenuItems.tsx'
import { othersIn, useChannelName } from './channel-name.ts'
import { NavRow } from './NavRow.tsx'
import { unreadOf } from './reducer.ts'
import { looksSame } from './steady.ts'
import { useChannel } from './store.ts'

type ChannelRowProps = { joined: JoinedChannel; isCurrent: boolean }

const isSameRow = (a: ChannelRowProps, b: ChannelRowProps) =>
  a.isCurrent === b.isCurrent && looksSame(a.joined, b.joined)

export const ChannelRow = memo(function ChannelRow({ joined, isCurrent }: ChannelRowProps) {
  const { t } = useTranslation('channels')
  const { channel, membership } = joined
  const name = useChannelName(channel)
  const hasDraft = draftsStore((state) => state.drafts.has(channel.id))
  const hasFailed = outboxStore(({ pending }) => channelsWithFailed(pending).includes(channel.id))
  const unread = unreadOf(joined)
  return (
    <li>
      <ContextMenu label={t('menu.label', { name })} menu={() => <CurrentMenu joined={joined} />}>
        <NavRow
          href={paths.channel(channel.id)}
          icon={<RowIcon channel={channel} />}
          name={name}
          isCurrent={isCurrent}
          isUnread={unread.count > 0}
          isMuted={membership.isMuted}
          mentions={membership.isMuted ? membership.mentionPositions.length : unread.mentions}
          mark={
            <>
              {joined.state.call && (
                <Video size={14} role="img" aria-label={t('row.call')} className="shrink-0 text-good-ink" />
              )}
              {hasFailed && (
                <TriangleAlert
                  size={13}
                  role="img"
                  aria-label={t('row.notSent')}
                  className="shrink-0 text-danger-ink"
                />
              )}
              {hasDraft && !isCurrent && (
                <Pencil
                  size={13}
                  role="img"
                  aria-label={t('row.draft')}
                  className="shrink-0 text-ink-faint"
                />
              )}
              {membership.isMuted && (
                <BellOff
                  size={13}
                  role="img"
                  aria-label={t('row.muted')}
                  className="shrink-0 text-ink-faint"
                />
              )}
            </>
          }
        />
      </ContextMenu>
    </li>
  )
}, isSameRow)

/** The line may have been drawn some messages ago; what its menu does is about the channel as it is now. */
function CurrentMenu({ joined }: { joined: JoinedChannel }) {
  return <ChannelMenuItems joined={useChannel(joined.channel.id) ?? joined} />
}

function RowIcon({ channel }: { channel: ChannelView }) {
  const [other] = othersIn(channel)
  if (channel.kind === 'direct' && other) return <PersonAvatar personId={other} size={20} hasPresence />
  if (channel.isArchived) return <Archive size={15} aria-hidden />
  const Icon = channel.kind === 'group' ? Users : channel.kind === 'private' ? Lock : Hash
  return <Icon size={15} aria-hidden />
}
