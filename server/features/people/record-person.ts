// The one entry of people: how a person is now.
import { workspaceStream } from '../../../contract/events.ts'
import type { PersonView } from '../../../contract/people.ts'
import type { Context } from '../../core/context.ts'
import type { Record } from '../../journal/journal.ts'
import type { PersonRow } from './db.ts'
import { presentPerson } from './present.ts'

/** Tells everybody how a person is now. */
export function recordPerson(context: Context, record: Record, row: PersonRow): PersonView {
  const person = presentPerson(row, context.clock.now())
  record(workspaceStream, { type: 'person.changed', person }, person.id)
  return person
}
