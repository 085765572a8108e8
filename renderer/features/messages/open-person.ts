// Opens somebody's profile in the right pane from deep inside a message, without a hook in every name.
import { navigate } from 'wouter/use-browser-location'
import type { PersonId } from '../../../contract/ids.ts'

export function openPerson(personId: PersonId): void {
  navigate(`${window.location.pathname}?person=${personId}`)
}
