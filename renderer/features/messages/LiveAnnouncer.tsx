// Says new messages of others to a screen reader, without reading out what scrolls by. What is deleted is not kept here.
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { excerptOf } from '../files/excerpt.ts'
import { myId, personName } from '../people/store.ts'

const longestSpoken = 300

export function LiveAnnouncer({ messages, hasNewer }: { messages: MessageView[]; hasNewer: boolean }) {
  const { t } = useTranslation('messages')
  const last = messages.at(-1)
  const heardUpTo = useRef(last?.number ?? 0)
  const [saidId, setSaidId] = useState<MessageId | null>(null)
  useEffect(() => {
    if (!last || last.number <= heardUpTo.current) return
    heardUpTo.current = last.number
    if (hasNewer || last.authorId === myId() || last.deletedAt) return
    setSaidId(last.id)
  }, [last, hasNewer])
  const said = messages.find((message) => message.id === saidId)
  const body = said && !said.deletedAt ? excerptOf(said).slice(0, longestSpoken) : ''
  return (
    <div className="sr-only" aria-live="polite">
      {said && body && t('announce', { name: personName(said.authorId), body })}
    </div>
  )
}
