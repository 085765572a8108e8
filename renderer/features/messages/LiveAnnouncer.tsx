// Says new messages of others to a screen reader, without reading out what scrolls by.
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../contract/messages.ts'
import { withNames } from '../../../contract/lib/mentions.ts'
import { myId, personName } from '../people/store.ts'

const longestSpoken = 300

export function LiveAnnouncer({ messages, hasNewer }: { messages: MessageView[]; hasNewer: boolean }) {
  const { t } = useTranslation('messages')
  const last = messages.at(-1)
  const heardUpTo = useRef(last?.number ?? 0)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (!last || last.number <= heardUpTo.current) return
    heardUpTo.current = last.number
    if (hasNewer || last.authorId === myId() || last.deletedAt) return
    const body = withNames(last.body, personName).slice(0, longestSpoken)
    setSaid(t('announce', { name: personName(last.authorId), body }))
  }, [last, hasNewer, t])
  return (
    <div className="sr-only" aria-live="polite">
      {said}
    </div>
  )
}
