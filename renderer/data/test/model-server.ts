// For tests: a server small enough to be obviously right. It keeps all of history and answers one viewer.
import type { JoinedChannel } from '../../../contract/channels.ts'
import {
  channelOfStream,
  channelStream,
  directoryStream,
  type Entry,
  type Event,
  type StreamName,
  userStream,
  workspaceStream,
} from '../../../contract/events.ts'
import type { ChannelId, ClientId, MessageId, PersonId, SessionId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import type { PersonView } from '../../../contract/people.ts'
import type { UnreadThread } from '../../../contract/reading.ts'
import type { Abilities, Cursors } from '../../../contract/sync.ts'

const uuid = (kind: number, number: number) =>
  `${String(kind).padStart(8, '0')}-0000-7000-8000-${String(number).padStart(12, '0')}`
export const personIdOf = (number: number) => uuid(1, number) as PersonId
export const channelIdOf = (number: number) => uuid(2, number) as ChannelId
export const me = personIdOf(0)

export class Refusal extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

const undisturbed = { pausedUntil: null, quietTimes: null }
const abilities = {
  canPost: true,
  canManage: true,
  canInvite: true,
  canRemoveOthers: true,
  canLeave: true,
  canMentionEveryone: true,
  canDeleteOthersMessages: true,
  canSeeHistoryOfOthers: true,
}

/** A member who may do everything. */
export const membershipIn = (channelId: ChannelId): JoinedChannel['membership'] => ({
  channelId,
  readPosition: 0,
  mentionPositions: [],
  isMuted: false,
  isFavourite: false,
  isClosed: false,
  sectionId: null,
  notifyLevel: null,
  abilities,
})

export class ModelServer {
  streams = new Map<StreamName, Entry[]>()
  channels = new Map<ChannelId, JoinedChannel>()
  messages: MessageView[] = []
  mine = new Set<ChannelId>()
  people: PersonView[] = []
  unreadThreads: UnreadThread[] = []
  /** Called for each entry the viewer may hear. */
  push: (entry: Entry) => void = () => {}
  #mentions = new Map<ChannelId, number[]>()
  #clock = 0

  constructor(channelCount: number) {
    for (let number = 0; number < 3; number++) {
      const id = personIdOf(number)
      const person = {
        id,
        kind: 'person',
        name: `P${number}`,
        title: '',
        timeZone: 'UTC',
        role: 'member',
      } as const
      this.people.push({
        ...person,
        picture: null,
        status: null,
        ...undisturbed,
        isActive: true,
        revision: 1,
      })
    }
    for (let number = 0; number < channelCount; number++) {
      const id = channelIdOf(number)
      this.channels.set(id, {
        channel: {
          id,
          kind: 'public',
          name: `c${number}`,
          topic: '',
          isArchived: false,
          isBoard: false,
          memberIds: null,
          createdById: me,
          createdAt: this.#now(),
          revision: 1,
        },
        state: { lastPosition: 0, lastMessageAt: null, memberCount: 3, call: null, boards: [] },
        membership: membershipIn(id),
      })
      this.mine.add(id)
    }
  }

  // What happens

  send(
    authorId: PersonId,
    channelId: ChannelId,
    clientId: ClientId,
    more: Partial<MessageView> & { alsoToChannel?: boolean; mentionsMe?: boolean },
  ): MessageView {
    const known = this.messages.find(
      (message) => message.clientId === clientId && message.authorId === authorId,
    )
    if (known) return known
    if (authorId === me && !this.mine.has(channelId)) throw new Refusal('forbidden')
    const joined = this.joined(channelId)
    const threadId = more.threadId ?? null
    const inTimeline = threadId === null || more.alsoToChannel === true
    const position = inTimeline ? joined.state.lastPosition + 1 : null
    const number = this.head(channelStream(channelId)) + 1
    const message: MessageView = {
      id: uuid(3, this.messages.length) as MessageId,
      channelId,
      number,
      position,
      authorId,
      clientId,
      body: more.body ?? `m${number}`,
      sentAt: this.#now(),
      editedAt: null,
      deletedAt: null,
      threadId,
      thread: null,
      reactions: [],
      files: [],
      pin: null,
      isTask: false,
      taskIds: [],
      call: null,
    }
    this.messages.push(message)
    const thread = threadId && this.#recount(threadId)
    this.#append(channelStream(channelId), authorId, {
      type: 'message.sent',
      message,
      thread: thread ?? null,
      mentionsEveryone: null,
    })
    if (position !== null)
      this.#change(channelId, {
        state: { ...joined.state, lastPosition: position, lastMessageAt: message.sentAt },
      })
    if (authorId === me && position !== null) this.read(channelId, position, false)
    if (!this.mine.has(channelId) || authorId === me) return message
    if (more.mentionsMe && position !== null) this.#mention(message, position)
    if (threadId) this.#reply(message, threadId)
    return message
  }

  edit(message: MessageView, body: string): void {
    if (message.deletedAt) return
    const editedAt = this.#now()
    this.#set(message.id, { body, editedAt })
    this.#rewrite(message, body)
    const { channelId, id: messageId } = message
    this.#append(channelStream(channelId), message.authorId, {
      type: 'message.edited',
      channelId,
      messageId,
      body,
      editedAt,
    })
  }

  delete(message: MessageView): void {
    if (message.deletedAt) return
    const deletedAt = this.#now()
    this.#set(message.id, { body: '', deletedAt, reactions: [] })
    this.#rewrite(message, '')
    const thread = message.threadId ? this.#recount(message.threadId) : null
    const { channelId, id: messageId } = message
    this.#append(channelStream(channelId), message.authorId, {
      type: 'message.deleted',
      channelId,
      messageId,
      deletedAt,
      thread,
    })
  }

  react(message: MessageView, emoji: string, personId: PersonId): void {
    if (message.deletedAt) return
    const known = message.reactions.find((reaction) => reaction.emoji === emoji)
    const isThere = known?.personIds.includes(personId) ?? false
    const others = known?.personIds.filter((id) => id !== personId) ?? []
    const personIds = isThere ? others : [...others, personId]
    const reactions = known
      ? message.reactions.map((reaction) => (reaction === known ? { emoji, personIds } : reaction))
      : [...message.reactions, { emoji, personIds }]
    this.#set(message.id, { reactions: reactions.filter((reaction) => reaction.personIds.length > 0) })
    const type = isThere ? 'reaction.removed' : 'reaction.added'
    const { channelId, id: messageId } = message
    this.#append(channelStream(channelId), personId, { type, channelId, messageId, emoji, personId })
  }

  join(channelId: ChannelId): void {
    if (this.mine.has(channelId)) return
    const { state, membership } = this.joined(channelId)
    const head = this.head(channelStream(channelId))
    const readPosition = state.lastPosition
    this.#change(channelId, {
      state: { ...state, memberCount: state.memberCount + 1 },
      membership: { ...membership, readPosition, mentionPositions: [], isMuted: false },
    })
    this.mine.add(channelId)
    const joined = this.joined(channelId)
    const { memberCount } = joined.state
    this.#append(userStream(me), me, { type: 'channel.joined', joined, head })
    this.#append(channelStream(channelId), me, {
      type: 'member.joined',
      channelId,
      personId: me,
      memberCount,
    })
  }

  leave(channelId: ChannelId): void {
    if (!this.mine.delete(channelId)) return
    this.#mentions.delete(channelId)
    const { state } = this.joined(channelId)
    const memberCount = state.memberCount - 1
    this.#change(channelId, { state: { ...state, memberCount } })
    this.unreadThreads = this.unreadThreads.filter((thread) => thread.channelId !== channelId)
    this.#append(channelStream(channelId), me, { type: 'member.left', channelId, personId: me, memberCount })
    this.#append(userStream(me), me, { type: 'channel.left', channelId })
  }

  /** Somebody else comes or goes. */
  count(channelId: ChannelId, by: 1 | -1): void {
    const { state } = this.joined(channelId)
    const memberCount = state.memberCount + by
    this.#change(channelId, { state: { ...state, memberCount } })
    const type = by > 0 ? 'member.joined' : 'member.left'
    this.#append(channelStream(channelId), null, { type, channelId, personId: personIdOf(2), memberCount })
  }

  read(channelId: ChannelId, position: number, mayGoBack: boolean): void {
    const { membership } = this.joined(channelId)
    const before = membership.readPosition
    if (!this.mine.has(channelId) || position === before || (position < before && !mayGoBack)) return
    const above = (this.#mentions.get(channelId) ?? []).filter((at) => at > position)
    const isBack = position < before
    const kept = membership.mentionPositions.filter((at) => at > position)
    this.#change(channelId, {
      membership: { ...membership, readPosition: position, mentionPositions: isBack ? above : kept },
    })
    this.#append(userStream(me), me, {
      type: 'channel.read',
      channelId,
      readPosition: position,
      mentionPositions: isBack ? above : null,
    })
  }

  readThread(rootId: MessageId): void {
    const unread = this.unreadThreads.find((thread) => thread.rootId === rootId)
    if (!unread) return
    this.unreadThreads = this.unreadThreads.filter((thread) => thread !== unread)
    this.#append(userStream(me), me, { type: 'thread.read', rootId, readNumber: unread.lastReplyNumber })
  }

  rename(channelId: ChannelId, name: string): void {
    const { channel } = this.joined(channelId)
    const next = { ...channel, name, revision: channel.revision + 1 }
    this.#change(channelId, { channel: next })
    this.#append(directoryStream, null, { type: 'channel.changed', channel: next })
    this.#append(channelStream(channelId), null, { type: 'channel.changed', channel: next })
  }

  mute(channelId: ChannelId, isMuted: boolean): void {
    if (!this.mine.has(channelId)) return
    const { membership } = this.joined(channelId)
    this.#change(channelId, { membership: { ...membership, isMuted } })
    const { isFavourite, isClosed, sectionId, notifyLevel } = membership
    const preference = { channelId, isMuted, isFavourite, isClosed, sectionId, notifyLevel }
    this.#append(userStream(me), me, { type: 'preference.changed', preference })
  }

  renamePerson(number: number, name: string): void {
    const person = this.people[number] as PersonView
    const next = { ...person, name, revision: person.revision + 1 }
    this.people[number] = next
    this.#append(workspaceStream, null, { type: 'person.changed', person: next })
  }

  // What it knows

  head = (stream: StreamName) => this.streams.get(stream)?.length ?? 0

  heads(): Cursors {
    const streams = [workspaceStream, directoryStream, userStream(me), ...[...this.mine].map(channelStream)]
    return Object.fromEntries(streams.map((stream) => [stream, this.head(stream)]))
  }

  state() {
    return {
      me: { personId: me, email: null, sessionId: uuid(4, 0) as SessionId, abilities: {} as Abilities },
      workspace: { name: 'W', mailExcerpts: false, revision: 1 },
      people: this.people,
      sections: [],
      channels: [...this.mine].map((id) => this.joined(id)),
      unreadThreads: this.unreadThreads,
      groups: [],
      activityUnread: 0,
      rules: { level: 'mentions', isToldOfReplies: true, keywords: [] },
      saved: [],
    }
  }

  timeline(channelId: ChannelId): MessageView[] {
    return this.messages.filter((message) => message.channelId === channelId && message.position !== null)
  }

  repliesTo(rootId: MessageId): MessageView[] {
    return this.messages.filter((message) => message.threadId === rootId)
  }

  #append(stream: StreamName, actorId: PersonId | null, event: Event): void {
    const entries = this.streams.get(stream) ?? []
    this.streams.set(stream, entries)
    const entry = structuredClone({ stream, number: entries.length + 1, at: this.#now(), actorId, event })
    entries.push(entry)
    const channelId = channelOfStream(stream)
    if (!channelId || this.mine.has(channelId)) this.push(entry)
  }

  #mention({ channelId, id: messageId }: MessageView, position: number): void {
    const { membership } = this.joined(channelId)
    const mentionPositions = [...membership.mentionPositions, position]
    this.#mentions.set(channelId, [...(this.#mentions.get(channelId) ?? []), position])
    this.#change(channelId, { membership: { ...membership, mentionPositions } })
    this.#append(userStream(me), null, {
      type: 'mention.added',
      channelId,
      messageId,
      position,
      reason: 'person',
    })
  }

  #reply({ channelId, number }: MessageView, rootId: MessageId): void {
    const unread = { rootId, channelId, lastReplyNumber: number, isMention: false }
    this.unreadThreads = [...this.unreadThreads.filter((thread) => thread.rootId !== rootId), unread]
    this.#append(userStream(me), null, { type: 'thread.replied', unread })
  }

  #recount(rootId: MessageId) {
    const replies = this.repliesTo(rootId).filter((reply) => !reply.deletedAt)
    const personIds = [...new Set(replies.map((reply) => reply.authorId))].slice(0, 5)
    const thread = {
      rootId,
      replyCount: replies.length,
      lastReplyAt: replies.at(-1)?.sentAt ?? null,
      personIds,
    }
    this.#set(rootId, { thread: replies.length > 0 ? thread : null })
    return thread
  }

  #rewrite({ id, channelId }: MessageView, body: string): void {
    for (const { event } of this.streams.get(channelStream(channelId)) ?? []) {
      if (event.type === 'message.sent' && event.message.id === id) event.message.body = body
      if (event.type === 'message.edited' && event.messageId === id) event.body = body
    }
  }

  message = (id: MessageId) => this.messages.find((message) => message.id === id) as MessageView
  joined = (id: ChannelId) => this.channels.get(id) as JoinedChannel
  #now = () => new Date(Date.UTC(2030, 0, 1) + this.#clock++ * 1000).toISOString()

  #set(id: MessageId, fields: Partial<MessageView>): void {
    this.messages = this.messages.map((message) => (message.id === id ? { ...message, ...fields } : message))
  }

  #change(id: ChannelId, fields: Partial<JoinedChannel>): void {
    this.channels.set(id, { ...this.joined(id), ...fields })
  }
}
