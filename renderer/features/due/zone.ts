// The zone the viewer lives in, as their profile says.
import { peopleStore, useMe } from '../people/store.ts'

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone

export const useOwnZone = (): string => useMe()?.person.timeZone ?? here()

export function ownZone(): string {
  const { me, people } = peopleStore.getState()
  return (me && people.get(me.personId)?.timeZone) ?? here()
}

/** Whether times have to be told with their zone: this machine's clock shows others. */
export const isForeign = (zone: string): boolean => zone !== here()
