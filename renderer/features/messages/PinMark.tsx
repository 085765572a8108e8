// Says above a message that it is pinned, and by whom.
import { Pin } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PinView } from '../../../contract/messages.ts'
import { usePerson } from '../people/store.ts'
import { useMoments } from './moments.ts'

export function PinMark({ pin }: { pin: PinView }) {
  const { t } = useTranslation('messages')
  const moments = useMoments()
  const name = usePerson(pin.personId)?.name ?? t('unknownPerson')
  return (
    <p title={moments.full(pin.at)} className="flex items-center gap-1 text-xs text-ink-faint">
      <Pin size={11} aria-hidden className="shrink-0" />
      {t('pins.by', { name })}
    </p>
  )
}
