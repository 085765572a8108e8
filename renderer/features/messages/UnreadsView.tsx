// Everything unread, channel by channel, to be read and put away in one place.
import { CheckCheck, PartyPopper } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { JoinedChannel } from '../../../contract/channels.ts'
import type { InputOf } from '../../../contract/commands.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { LoadedList } from '../../app/LoadedList.tsx'
import { useLoaded } from '../../app/loaded.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { unreadOf } from '../channels/reducer.ts'
import { useChannels } from '../channels/store.ts'
import { markAllRead, markRead } from '../reading/store.ts'
import { Excerpt, placeOf } from './Excerpt.tsx'
import { askListed } from './listed.ts'
import { messagesStore } from './state.ts'
import { ViewPage } from './ViewPage.tsx'

const mostShown = 20

const askForUnread = (name: 'messages.list', input: InputOf<'messages.list'>) =>
  askListed(
    () => call(name, input),
    ({ messages }) => messages,
  )

export function UnreadsView() {
  const { t } = useTranslation('reading')
  const channels = useChannels()
  const unread = channels.filter(
    (joined) => unreadOf(joined).count > 0 && !joined.membership.isMuted && !joined.channel.isArchived,
  )
  const sorted = [...unread].sort(
    (a, b) =>
      unreadOf(b).mentions - unreadOf(a).mentions ||
      (b.state.lastMessageAt ?? '').localeCompare(a.state.lastMessageAt ?? ''),
  )
  // The order holds still while one reads: new channels come at the end.
  const order = useRef<ChannelId[]>([])
  const known = order.current.filter((id) => unread.some((joined) => joined.channel.id === id))
  order.current = [...known, ...sorted.map((joined) => joined.channel.id).filter((id) => !known.includes(id))]
  const markAll = () =>
    markAllRead().catch((error: unknown) => showToast({ tone: 'danger', title: failureText(t, error) }))

  return (
    <ViewPage
      title={t('unreads.title')}
      action={
        unread.length > 0 && (
          <Button size="sm" icon={<CheckCheck size={15} />} onPress={() => void markAll()}>
            {t('unreads.markAll')}
          </Button>
        )
      }
    >
      {unread.length === 0 && (
        <EmptyState icon={<PartyPopper size={22} />} title={t('unreads.empty')}>
          {t('unreads.emptyHint')}
        </EmptyState>
      )}
      {order.current.map((id) => {
        const joined = unread.find((other) => other.channel.id === id)
        return joined && <UnreadChannel key={id} joined={joined} />
      })}
    </ViewPage>
  )
}

function UnreadChannel({ joined }: { joined: JoinedChannel }) {
  const { t } = useTranslation('reading')
  const { channel, state, membership } = joined
  const [from] = useState(membership.readPosition)
  const at = { kind: 'after' as const, position: Math.min(from, membership.readPosition) }
  const list = useLoaded('messages.list', { channelId: channel.id, at, limit: mostShown }, askForUnread)
  const { reload } = list
  const restarts = messagesStore((now) => now.restarts)
  const upTo = `${state.lastPosition} ${restarts}`
  const drawnUpTo = useRef(upTo)
  useEffect(() => {
    if (drawnUpTo.current === upTo) return
    drawnUpTo.current = upTo
    void reload()
  }, [upTo, reload])
  const { count } = unreadOf(joined)
  return (
    <LoadedList list={list}>
      {({ messages, hasNewer }) => {
        const last = messages.at(-1)
        return (
          <Excerpt
            joined={joined}
            messages={messages}
            note={t('unreads.count', { count })}
            action={
              <Button
                size="sm"
                variant="ghost"
                icon={<CheckCheck size={14} />}
                onPress={() => markRead(channel.id, state.lastPosition)}
              >
                {t('unreads.markChannel')}
              </Button>
            }
            footer={
              hasNewer &&
              last && (
                <Link href={placeOf(last)} className="text-sm">
                  {t('unreads.more', { count: state.lastPosition - (last.position ?? 0) })}
                </Link>
              )
            }
          />
        )
      }}
    </LoadedList>
  )
}
