// Copies the journal into the audit trail, which outlives the journal's trimming. Complete by construction: a feature
// can not forget to tell it. What was said is not copied, only that something was.
import type { EventType } from '../../../contract/events.ts'
import type { Listener } from '../../journal/listeners.ts'
import { copyEntries } from './db.ts'

/**
 * Every change of content, people, access and sessions is kept. Left out is what a person only looked at or set for
 * their own eyes, and what merely tells one person of an entry that is kept already (a mention, a reply, a
 * channel.joined beside its member.joined). A new event does not compile until it is decided here.
 */
const isKept: Record<EventType, boolean> = {
  'workspace.changed': true,
  'person.changed': true,
  'access.changed': true,
  'session.offered': true,
  'session.started': true,
  'session.ended': true,
  'password.changed': true,
  'password.refused': true,
  'release.changed': true,
  'invitation.created': true,
  'invitation.revoked': true,
  'channel.changed': true,
  'member.joined': true,
  'member.left': true,
  'group.changed': true,
  'message.sent': true,
  'message.edited': true,
  'message.deleted': true,
  'file.changed': true,
  'message.pinned': true,
  'message.unpinned': true,
  'message.tasked': true,
  'reaction.added': true,
  'reaction.removed': true,
  'call.started': true,
  'call.waited': true,
  'call.joined': true,
  'call.left': true,
  'call.declined': true,
  'call.removed': true,
  'call.changed': true,
  'call.ended': true,
  'board.changed': true,
  'task.created': true,
  'task.restored': true,
  'task.changed': true,
  'tasks.changed': true,
  'task.deleted': true,
  'channel.joined': false,
  'channel.left': false,
  'channel.read': false,
  'thread.read': false,
  'thread.replied': false,
  'mention.added': false,
  'saved.changed': false,
  'draft.changed': false,
  'preference.changed': false,
  'sections.changed': false,
  'rules.changed': false,
  'activity.changed': false,
  'group.shown': false,
  'group.hidden': false,
  'scheduled.changed': false,
  'reminders.changed': false,
  'reminder.fired': false,
}

export const auditListener: Listener = {
  name: 'audit',
  async hear(_context, tx, entries) {
    const kept = entries.filter(({ event }) => isKept[event.type])
    if (kept.length > 0) await copyEntries(tx, kept)
  },
}
