// A person's status as its emoji, with the words in a tooltip; nothing once it has ended.
import { Focusable } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../../contract/people.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { shortMoment } from './local-time.ts'
import { useNow } from './use-now.ts'

/** The status that holds now. The server clears ended ones a little later than their moment. */
export function useStatus(person: PersonView | undefined): PersonView['status'] {
  const now = useNow()
  const status = person?.status ?? null
  return status?.expiresAt && new Date(status.expiresAt) <= now ? null : status
}

export function StatusMark({ person, className }: { person: PersonView | undefined; className?: string }) {
  const { t, i18n } = useTranslation('people')
  const status = useStatus(person)
  if (!status) return null
  const until = status.expiresAt && t('until', { when: shortMoment(status.expiresAt, i18n.language) })
  const words = [status.text, until].filter(Boolean).join(' · ') || status.emoji
  return (
    <Tooltip content={words}>
      <Focusable excludeFromTabOrder>
        <span role="img" aria-label={words} className={className}>
          {status.emoji}
        </span>
      </Focusable>
    </Tooltip>
  )
}
