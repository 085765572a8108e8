// A few people as small overlapping pictures; those who don't fit are counted.
import { useTranslation } from 'react-i18next'
import type { PersonId } from '../../../contract/ids.ts'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import { peopleStore } from '../people/store.ts'

type FacesProps = { personIds: readonly PersonId[]; count?: number; most?: number; size?: 16 | 20 | 24 }

export function Faces({ personIds, count = personIds.length, most = 5, size = 20 }: FacesProps) {
  const { t } = useTranslation('calls')
  const people = peopleStore((state) => state.people)
  if (count === 0) return null
  const shown = personIds.slice(0, most)
  const names = personIds.map((id) => people.get(id)?.name ?? t('somebody')).join(', ')
  const more = count - shown.length
  return (
    <span role="img" aria-label={names} title={names} className="inline-flex items-center">
      {shown.map((id, index) => (
        <PersonAvatar
          key={id}
          personId={id}
          size={size}
          className={index > 0 ? '-ms-1 rounded-[5px] ring-2 ring-raised' : ''}
        />
      ))}
      {more > 0 && <span className="ms-1.5 text-xs text-ink-faint">+{more}</span>}
    </span>
  )
}
