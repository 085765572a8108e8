// Who is typing. The line keeps its height, so that nothing moves when somebody starts.
import { useTranslation } from 'react-i18next'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { personName } from '../people/store.ts'
import { useTyping } from '../presence/store.ts'

const mostNamed = 3

export function TypingLine({ channelId, threadId }: { channelId: ChannelId; threadId: MessageId | null }) {
  const { t, i18n } = useTranslation('messages')
  const typing = useTyping(channelId, threadId)
  const names = new Intl.ListFormat(i18n.language).format(typing.slice(0, mostNamed).map(personName))
  return (
    <p className="h-5 truncate px-2 text-xs leading-5 text-ink-faint" aria-live="off">
      {typing.length > mostNamed && t('typing.many')}
      {typing.length > 0 && typing.length <= mostNamed && t('typing.some', { names, count: typing.length })}
    </p>
  )
}
