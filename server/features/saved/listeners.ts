// The side road of saved messages: what was deleted leaves every list, and who comes into a channel or leaves it is
// told what they have saved there and may see, for then the client forgets what it knew of the channel.
import { type Entry, userStream } from '../../../contract/events.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { Listener } from '../../journal/listeners.ts'
import { deleteSavedOf, listMarksIn } from './db.ts'

const deletedAmong = (entries: Entry[]) =>
  entries.flatMap(({ event }) => (event.type === 'message.deleted' ? [event.messageId] : []))

const movesAmong = (entries: Entry[]) =>
  entries.flatMap(({ stream, event }) => {
    const personId = stream.slice('user:'.length) as PersonId
    if (event.type === 'channel.joined') return [{ personId, channelId: event.joined.channel.id }]
    return event.type === 'channel.left' ? [{ personId, channelId: event.channelId }] : []
  })

export const savedListener: Listener = {
  name: 'saved',
  async hear(_context, tx, entries, record) {
    const moves = movesAmong(entries)
    const again = moves.length > 0 ? await listMarksIn(tx, moves) : []
    for (const { personId, ...mark } of again)
      record(userStream(personId), { type: 'saved.changed', mark }, mark.messageId)
    const deleted = deletedAmong(entries)
    const gone = deleted.length > 0 ? await deleteSavedOf(tx, deleted) : []
    for (const { personId, messageId, channelId } of gone) {
      const mark = { messageId, channelId, isDone: null }
      record(userStream(personId), { type: 'saved.changed', mark }, messageId)
    }
  },
}
