// The messages that mention the viewer, newest first.
import { AtSign } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../contract/messages.ts'
import { call } from '../../data/api.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useChannel } from '../channels/store.ts'
import { Excerpt } from './Excerpt.tsx'
import { useMoments } from './moments.ts'
import { PagedState } from './PagedState.tsx'
import { messagesStore } from './state.ts'
import { usePaged } from './use-paged.ts'
import { ViewPage } from './ViewPage.tsx'

export function MentionsView() {
  const { t } = useTranslation('reading')
  const mentions = messagesStore((state) => state.mentions)
  const list = usePaged<MessageView>(
    async (asked) => {
      const page = await call('reading.mentions', asked)
      return { items: page.messages, hasOlder: page.hasOlder }
    },
    (message) => message.sentAt,
    (message) => [message],
    String(mentions),
  )
  return (
    <ViewPage title={t('mentions.title')}>
      <PagedState
        list={list}
        empty={
          <EmptyState icon={<AtSign size={22} />} title={t('mentions.empty')}>
            {t('mentions.emptyHint')}
          </EmptyState>
        }
      >
        {list.items?.map((message) => (
          <Mention key={message.id} message={message} />
        ))}
      </PagedState>
    </ViewPage>
  )
}

function Mention({ message }: { message: MessageView }) {
  const moments = useMoments()
  const joined = useChannel(message.channelId)
  return joined ? <Excerpt joined={joined} messages={[message]} note={moments.day(message.sentAt)} /> : null
}
