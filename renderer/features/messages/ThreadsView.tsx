// The threads one follows, the one with the newest reply first.
import { CheckCheck, MessagesSquare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { OutputOf } from '../../../contract/commands.ts'
import { paths } from '../../app/paths.ts'
import { call } from '../../data/api.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useChannel } from '../channels/store.ts'
import { markThreadRead, useUnreadThreads } from '../reading/store.ts'
import { Excerpt } from './Excerpt.tsx'
import { PagedState } from './PagedState.tsx'
import { usePaged } from './use-paged.ts'
import { ViewPage } from './ViewPage.tsx'

type Followed = OutputOf<'reading.threads'>['threads'][number]

export function ThreadsView() {
  const { t } = useTranslation('reading')
  const unread = useUnreadThreads()
  const list = usePaged<Followed>(
    async (asked) => {
      const page = await call('reading.threads', asked)
      return { items: page.threads, hasOlder: page.hasOlder }
    },
    (thread) => thread.root.thread?.lastReplyAt ?? thread.root.sentAt,
    ({ root, newestReplies }) => [root, ...newestReplies],
    unread.map((thread) => `${thread.rootId}${thread.lastReplyNumber}`).join(),
  )
  return (
    <ViewPage title={t('threads.title')}>
      <PagedState
        list={list}
        empty={
          <EmptyState icon={<MessagesSquare size={22} />} title={t('threads.empty')}>
            {t('threads.emptyHint')}
          </EmptyState>
        }
      >
        {list.items?.map((thread) => (
          <FollowedThread key={thread.root.id} thread={thread} />
        ))}
      </PagedState>
    </ViewPage>
  )
}

function FollowedThread({ thread }: { thread: Followed }) {
  const { t } = useTranslation('reading')
  const { root, newestReplies } = thread
  const joined = useChannel(root.channelId)
  const unread = useUnreadThreads().find((other) => other.rootId === root.id)
  if (!joined) return null
  const hidden = (root.thread?.replyCount ?? 0) - newestReplies.length
  const href = paths.thread(root.channelId, root.id)
  return (
    <Excerpt
      joined={joined}
      isThread
      messages={[root, ...newestReplies]}
      action={
        unread && (
          <>
            <Badge tone={unread.isMention ? 'mention' : 'accent'}>
              {t('threads.new', { count: thread.unreadCount })}
            </Badge>
            <Button
              size="sm"
              variant="ghost"
              icon={<CheckCheck size={14} />}
              onPress={() => markThreadRead(root.id, unread.lastReplyNumber)}
            >
              {t('threads.markRead')}
            </Button>
          </>
        )
      }
      between={
        hidden > 0 && (
          <Link href={href} className="ms-16 block py-1 text-sm">
            {t('threads.hidden', { count: hidden })}
          </Link>
        )
      }
      footer={
        <Link href={href} className="text-sm">
          {t('threads.reply')}
        </Link>
      }
    />
  )
}
