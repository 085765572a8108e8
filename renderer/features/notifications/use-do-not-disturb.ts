// Until when somebody is not to be disturbed, as of now: worked out here from what everybody knows of them.
import { useMemo } from 'react'
import { disturbAgainAt } from '../../../contract/lib/quiet-times.ts'
import type { PersonView } from '../../../contract/people.ts'
import { useNow } from '../people/use-now.ts'

/** The moment it ends, or null when they may be disturbed. */
export function useDoNotDisturb(person: PersonView | undefined): Date | null {
  const now = useNow()
  return useMemo(
    () => (person?.isActive && person.kind === 'person' ? disturbAgainAt(person, now) : null),
    [person, now],
  )
}
