// One of the two lists of saved messages. It is asked for anew when the marks change, and draws the marks: what was
// pressed here, or on another device, shows before the answer.
import { BookmarkX, Check, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelView } from '../../../contract/channels.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { useChannel } from '../channels/store.ts'
import { Excerpt } from '../messages/Excerpt.tsx'
import { useMoments } from '../messages/moments.ts'
import { PagedState } from '../messages/PagedState.tsx'
import { usePaged } from '../messages/use-paged.ts'
import { markOf, savedStore } from './marks.ts'
import { removeSaved, setSavedDone } from './store.ts'

type Item = { message: MessageView; at: string; channel: ChannelView | undefined }

export function SavedList({ isDone, empty }: { isDone: boolean; empty: ReactNode }) {
  const marks = savedStore((state) => state.marks)
  const list = usePaged<Item>(
    async (asked) => {
      const { saved, channels, hasOlder } = await call('saved.list', { isDone, ...asked })
      const items = saved.map(({ message, at }) => ({
        message,
        at,
        channel: channels.find(({ id }) => id === message.channelId),
      }))
      return { items, hasOlder }
    },
    (item) => item.at,
    (item) => [item.message],
    // Not by what one presses here, which is drawn already, but by everything that the server told.
    [...marks.values()]
      .filter((mark) => mark.isDone === isDone)
      .map(({ messageId }) => messageId)
      .join(),
  )
  const state = savedStore()
  const items = list.items?.filter(({ message }) => markOf(state, message.id)?.isDone === isDone) ?? null
  return (
    <PagedState list={{ ...list, items }} empty={empty}>
      {items?.map((item) => (
        <SavedItem key={item.message.id} item={item} isDone={isDone} />
      ))}
    </PagedState>
  )
}

function SavedItem({ item, isDone }: { item: Item; isDone: boolean }) {
  const { t } = useTranslation('saved')
  const moments = useMoments()
  const joined = useChannel(item.message.channelId)
  const place = joined ?? (item.channel && { channel: item.channel })
  if (!place) return null
  const report = (error: unknown) =>
    showToast({ tone: 'danger', title: t('failed'), body: failureText(t, error) })
  return (
    <Excerpt
      joined={place}
      messages={[item.message]}
      note={moments.day(item.message.sentAt)}
      action={
        <>
          <Button
            size="sm"
            variant="ghost"
            icon={isDone ? <Undo2 size={14} /> : <Check size={14} />}
            onPress={() => void setSavedDone(item.message, !isDone).catch(report)}
          >
            {t(isDone ? 'markOpen' : 'markDone')}
          </Button>
          <IconButton
            label={t('remove')}
            icon={<BookmarkX size={15} />}
            onPress={() => void removeSaved(item.message).catch(report)}
          />
        </>
      }
    />
  )
}
