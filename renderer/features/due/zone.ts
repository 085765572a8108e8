// The zone the viewer lives in, as their profile says.
import { peopleStore, useMe } from '../people/store.ts'

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** A zone that is newer than this browser is not known to it. */
function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}

const orHere = (zone: string | undefined): string => (zone !== undefined && isKnown(zone) ? zone : here())

export const useOwnZone = (): string => orHere(useMe()?.person.timeZone)

export function ownZone(): string {
  const { me, people } = peopleStore.getState()
  return orHere(me ? people.get(me.personId)?.timeZone : undefined)
}

/** Whether times have to be told with their zone: this machine's clock shows others. */
export const isForeign = (zone: string): boolean => zone !== here()
