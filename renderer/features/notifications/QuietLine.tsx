// Above the composer of a direct conversation: the other one is not to be disturbed. Writing goes on as ever.
import { BellOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PersonId } from '../../../contract/ids.ts'
import { shortMoment } from '../people/local-time.ts'
import { myId, usePerson } from '../people/store.ts'
import { useDoNotDisturb } from './use-do-not-disturb.ts'

export function QuietLine({ personId }: { personId: PersonId }) {
  const { t, i18n } = useTranslation('notifications')
  const person = usePerson(personId)
  const until = useDoNotDisturb(person)
  if (!person || !until || person.id === myId()) return null
  return (
    <p className="flex items-center gap-1.5 px-1 pb-1.5 text-sm text-ink-soft" data-testid="quiet-line">
      <BellOff size={13} className="shrink-0 text-ink-faint" aria-hidden />
      <span className="min-w-0 truncate">
        {t('quietLine', { name: person.name, when: shortMoment(until.toISOString(), i18n.language) })}
      </span>
    </p>
  )
}
