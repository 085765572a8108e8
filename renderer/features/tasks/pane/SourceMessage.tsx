// The message that a task was made from: a link there, where the viewer may read it.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { MessageId } from '../../../../contract/ids.ts'
import type { MessageView } from '../../../../contract/messages.ts'
import { call } from '../../../data/api.ts'
import { linkTo } from '../../messages/message-actions.ts'
import { personName } from '../../people/store.ts'

export function SourceMessage({ messageId }: { messageId: MessageId }) {
  const { t } = useTranslation('board')
  const [message, setMessage] = useState<MessageView | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    call('messages.find', { messageId }, { signal: stop.signal }).then(
      (answer) => setMessage(answer.message),
      () => undefined,
    )
    return () => stop.abort()
  }, [messageId])
  if (!message) return <span>{t('pane.fromMessage')}</span>
  return (
    <Link href={new URL(linkTo(message)).pathname} className="text-accent-ink hover:underline">
      {t('pane.fromMessageOf', { name: personName(message.authorId) })}
    </Link>
  )
}
