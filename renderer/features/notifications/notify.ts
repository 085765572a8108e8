// Announces messages that call the viewer while they look elsewhere; a click leads to the message.
import i18next from 'i18next'
import type { CallView } from '../../../contract/calls.ts'
import type { Entry } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { call } from '../../data/api.ts'
import { newId } from '../../data/new-id.ts'
import { send } from '../../data/outbox.ts'
import { bridge } from '../../desktop/bridge.ts'
import { channelsStore } from '../channels/store.ts'
import { excerptOf } from '../files/excerpt.ts'
import { isOnScreen, messagesStore } from '../messages/state.ts'
import { myId, peopleStore } from '../people/store.ts'
import { Windows } from './one-window.ts'
import { rulesStore } from './rules.ts'
import { type Call, callOf } from './what-to-notify.ts'

/** Where a click on a notification leads. */
export type Destination = { channelId: ChannelId; messageId: MessageId; threadId: MessageId | null }

const maxText = 240
/** Messages heard lately: a mention's own entry may come before or after its message. */
const maxRecent = 200

let navigate: ((to: Destination) => void) | null = null
let windows: Windows | null = null
const recent = new Map<MessageId, MessageView>()
const announced = new Set<MessageId>()

/** Called by the shell once it can show a message. Ends with the returned function. */
export function startNotifications(options: { navigate: (to: Destination) => void }): () => void {
  navigate = options.navigate
  windows = new Windows('nucleus-notifications', newId())
  const leave = () => windows?.tell(null)
  window.addEventListener('focus', tellWhereWeLook)
  window.addEventListener('blur', tellWhereWeLook)
  window.addEventListener('pagehide', leave)
  return () => {
    window.removeEventListener('focus', tellWhereWeLook)
    window.removeEventListener('blur', tellWhereWeLook)
    window.removeEventListener('pagehide', leave)
    windows?.close()
    windows = null
    navigate = null
    recent.clear()
    announced.clear()
  }
}

/** Whether this window is the one of this browser that announces. */
export const isSpeaker = (): boolean => windows?.isSpeaker ?? false

/** The viewer looks at another channel: the other windows of this browser must know. */
export function tellWhereWeLook(): void {
  windows?.tell(lookedAt())
}

/** Told of entries after they were applied. */
export function hearForNotifications(entries: Entry[], isLive: boolean): void {
  const { me: my, people } = peopleStore.getState()
  const me = my && people.get(my.personId)
  if (!windows || !me) return
  for (const entry of entries) {
    if (entry.event.type === 'message.sent') remember(entry.event.message)
    if (entry.event.type === 'message.deleted') recent.delete(entry.event.messageId)
    const { channels } = channelsStore.getState()
    const { rules } = rulesStore.getState()
    const called = callOf(entry, { me, rules, channels, isLive, now: Date.now() })
    if (called) void announce(called)
  }
}

async function announce(called: Call): Promise<void> {
  if (!windows?.isSpeaker || isSeen(called.channelId, called.what)) return
  if ('missed' in called.what) return announceMissed(called.what.missed)
  const message = await find(called).catch(() => null)
  // The viewer may have come to look while the text was fetched.
  if (!message || !navigate || announced.has(message.id) || isSeen(called.channelId, called.what)) return
  if (message.deletedAt || message.authorId === myId()) return
  announced.add(message.id)
  if (announced.size > maxRecent) announced.delete(announced.values().next().value as MessageId)
  const author = peopleStore.getState().people.get(message.authorId)
  const channel = channelsStore.getState().channels.get(called.channelId)?.channel
  const { id: messageId, channelId, threadId } = message
  bridge.notify({
    title: [author?.name ?? '', channel?.name ? `#${channel.name}` : ''].filter(Boolean).join(' · '),
    body: excerptOf(message).slice(0, maxText),
    tag: channelId,
    icon: author?.picture ?? undefined,
    isCalling: called.cause !== 'message',
    onClick: () => navigate?.({ channelId, messageId, threadId }),
    onReply: (body) => reply({ channelId, threadId, body }),
  })
}

function announceMissed({ messageId, channelId, startedById }: CallView): void {
  if (announced.has(messageId)) return
  announced.add(messageId)
  const caller = peopleStore.getState().people.get(startedById)
  bridge.notify({
    title: i18next.t('calls:missedFrom', { name: caller?.name ?? '' }),
    body: i18next.t('calls:missedBody'),
    tag: `call:${channelId}`,
    icon: caller?.picture ?? undefined,
    onClick: () => navigate?.({ channelId, messageId, threadId: null }),
  })
}

/** What was answered in a notice goes the way of every message, so that it is not lost without a network. */
function reply(message: { channelId: ChannelId; threadId: MessageId | null; body: string }): void {
  if (message.body.trim() !== '') send(message)
}

/** In front of the viewer already. A reply is seen only in its thread, which lies beside the channel. */
function isSeen(channelId: ChannelId, what: Call['what']): boolean {
  if ('rootId' in what) return document.hasFocus() && messagesStore.getState().threads.has(what.rootId)
  return (document.hasFocus() && isOnScreen(channelId)) || (windows?.isSeenElsewhere(channelId) ?? false)
}

function lookedAt(): ChannelId | null {
  if (!document.hasFocus()) return null
  for (const channelId of channelsStore.getState().channels.keys())
    if (isOnScreen(channelId)) return channelId
  return null
}

async function find({ channelId, what }: Call): Promise<MessageView | null> {
  if ('missed' in what) return null
  if ('messageId' in what) {
    const known = recent.get(what.messageId)
    return known ?? (await call('messages.find', { messageId: what.messageId })).message
  }
  for (const message of recent.values()) {
    if (message.channelId === channelId && message.number === what.number) return message
  }
  const page = await call('messages.replies', { rootId: what.rootId, before: what.number + 1, limit: 1 })
  return page.messages.at(-1) ?? null
}

function remember(message: MessageView): void {
  recent.set(message.id, message)
  if (recent.size > maxRecent) recent.delete(recent.keys().next().value as MessageId)
}
