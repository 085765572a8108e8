// Pages join a window. Each page is first brought up to date with the entries heard while it was on its way: the
// request left after entry c0 was applied, so the page includes c0, and every later entry is either among those heard
// or still to come. The server reads a page's head first: its rows may be newer than it says, never older.
import type { Entry } from '../../../contract/events.ts'
import type { MessageId } from '../../../contract/ids.ts'
import type { MessagePage, MessageView } from '../../../contract/messages.ts'
import { applyToWindow, type Takes, trimNewest, trimOldest, type Window } from './window.ts'

/** A page as a window of its own, with the heard entries applied where it does not include them. */
export function windowOfPage(page: MessagePage, heard: readonly Entry[], takes: Takes): Window {
  let window: Window = {
    messages: page.messages,
    hasOlder: page.hasOlder,
    hasNewer: page.hasNewer,
    ahead: new Map(page.messages.map((message) => [message.id, page.head])),
  }
  for (const entry of heard) window = applyToWindow(window, entry, takes)
  return window
}

/** Adds an older page in front; the newer side is let go when the window grows too long. */
export function joinOlder(window: Window, older: Window): Window {
  const first = window.messages[0]?.number ?? Number.POSITIVE_INFINITY
  const before = older.messages.filter((message) => message.number < first)
  return trimNewest({
    messages: [...before, ...window.messages],
    hasOlder: older.hasOlder,
    hasNewer: window.hasNewer,
    ahead: joinAhead(window, older, before),
  })
}

/** Adds a newer page behind; the older side is let go when the window grows too long. */
export function joinNewer(window: Window, newer: Window): Window {
  const last = window.messages.at(-1)?.number ?? 0
  const after = newer.messages.filter((message) => message.number > last)
  return trimOldest({
    messages: [...window.messages, ...after],
    hasOlder: window.hasOlder,
    hasNewer: newer.hasNewer,
    ahead: joinAhead(window, newer, after),
  })
}

function joinAhead(window: Window, page: Window, added: MessageView[]): ReadonlyMap<MessageId, number> {
  const ahead = new Map(window.ahead)
  for (const { id } of added) {
    const upTo = page.ahead.get(id)
    if (upTo !== undefined) ahead.set(id, upTo)
  }
  return ahead
}
