// A window: an unbroken stretch of a channel's timeline or of a thread's replies, kept right by entries and pages.
// A page is true as of its `head`, which may be above or below the entries applied so far. Above: `ahead` remembers,
// per message, up to which number it is already true. Below: the entries heard while the page was on its way are
// applied to it before it joins (see pages.ts).
import type { Entry, Event } from '../../../contract/events.ts'
import type { MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { changeMessage } from './change.ts'

/** More than this many messages are never held in one window; the far side is let go. */
export const maxWindow = 500

export type Window = {
  /** Ascending by number, which is the one order; unbroken between its ends. */
  messages: MessageView[]
  hasOlder: boolean
  /** True when the window ends in the past: what is sent now does not belong to it. */
  hasNewer: boolean
  /** Messages that are already true as of a later number than the entries applied so far. */
  ahead: ReadonlyMap<MessageId, number>
}

/** Whether a message has its place in this timeline or thread. */
export type Takes = (message: MessageView) => boolean

const noneAhead: ReadonlyMap<MessageId, number> = new Map()

export const emptyWindow: Window = { messages: [], hasOlder: false, hasNewer: false, ahead: noneAhead }

/** Applies the stream's next entry. The same object when nothing changed. */
export function applyToWindow(
  window: Window,
  { number, event }: Pick<Entry, 'number' | 'event'>,
  takes: Takes,
): Window {
  let next = changeKnown(window, number, event)
  if (event.type === 'message.sent' && takes(event.message)) next = insert(next, event.message)
  return settle(next, number)
}

/** Puts a sent message in its place (an own one perhaps before the entries below it), unless it is known, or lies beyond an end that is not the timeline's own. */
export function insert(window: Window, message: MessageView): Window {
  const { messages } = window
  const first = messages[0]
  const last = messages.at(-1)
  if (window.hasNewer && (!last || message.number > last.number)) return window
  if (window.hasOlder && (!first || message.number < first.number)) return window
  const at = placeOf(messages, message.number)
  if (messages[at - 1]?.number === message.number) return window
  return trimOldest({ ...window, messages: [...messages.slice(0, at), message, ...messages.slice(at)] })
}

export function trimOldest(window: Window): Window {
  if (window.messages.length <= maxWindow) return window
  return trimmed({ ...window, messages: window.messages.slice(-maxWindow), hasOlder: true })
}

export function trimNewest(window: Window): Window {
  if (window.messages.length <= maxWindow) return window
  return trimmed({ ...window, messages: window.messages.slice(0, maxWindow), hasNewer: true })
}

/** The newest `count` messages, for the cache. */
export function newest(window: Window, count: number): Window {
  if (window.messages.length <= count) return window
  return trimmed({ ...window, messages: window.messages.slice(-count), hasOlder: true })
}

function trimmed(window: Window): Window {
  if (window.ahead.size === 0) return window
  const held = new Set(window.messages.map((message) => message.id))
  return { ...window, ahead: new Map([...window.ahead].filter(([id]) => held.has(id))) }
}

function changeKnown(window: Window, number: number, event: Event): Window {
  let messages: MessageView[] | null = null
  for (const [index, message] of window.messages.entries()) {
    const changed = changeMessage(message, event)
    if (changed === message || number <= (window.ahead.get(message.id) ?? 0)) continue
    messages ??= [...window.messages]
    messages[index] = changed
  }
  return messages ? { ...window, messages } : window
}

/** Forgets what is no longer ahead. */
function settle(window: Window, number: number): Window {
  if (window.ahead.size === 0) return window
  const ahead = new Map([...window.ahead].filter(([, upTo]) => upTo > number))
  if (ahead.size === window.ahead.size) return window
  return { ...window, ahead: ahead.size === 0 ? noneAhead : ahead }
}

/** The index behind the last message whose number is not above. */
function placeOf(messages: MessageView[], number: number): number {
  let low = 0
  let high = messages.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((messages[middle] as MessageView).number <= number) low = middle + 1
    else high = middle
  }
  return low
}
