// The pinned messages of a channel, in its details: the newest pin first, live.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { JoinedChannel } from '../../../contract/channels.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { call } from '../../data/api.ts'
import { Excerpt } from './Excerpt.tsx'
import { keepListed } from './listed.ts'
import { useMoments } from './moments.ts'
import { PagedState } from './PagedState.tsx'
import { messagesStore } from './state.ts'
import { usePaged } from './use-paged.ts'

export function PinnedList({ joined }: { joined: JoinedChannel }) {
  const { t } = useTranslation('messages')
  const moments = useMoments()
  const pins = messagesStore((state) => state.pins)
  const channelId = joined.channel.id
  useEffect(keepListed, [])
  const list = usePaged<MessageView>(
    async () => ({ items: (await call('pins.list', { channelId })).messages, hasOlder: false }),
    () => null,
    (message) => [message],
    `${channelId} ${pins}`,
  )
  const count = list.items?.length ?? 0
  return (
    <section aria-label={t('pins.title', { count })} className="flex flex-col gap-2 p-3">
      <h3 className="flex h-8 items-center ps-2 text-sm font-medium text-ink-faint">
        {t('pins.title', { count })}
      </h3>
      <PagedState list={list} empty={<p className="px-2 text-sm text-ink-faint">{t('pins.empty')}</p>}>
        {list.items?.map((message) => (
          <Excerpt key={message.id} joined={joined} messages={[message]} note={moments.day(message.sentAt)} />
        ))}
      </PagedState>
    </section>
  )
}
