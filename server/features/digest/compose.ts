// An e-mail from what waits for somebody: plain text and simple HTML, everything foreign escaped. Pure.
import type { ChannelKind } from '../../../contract/channels.ts'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { Cause } from '../../../contract/lib/notify.ts'
import { words } from './words.ts'

/** One message that waits. `excerpt` null: mail must not say what was written. */
export type Waiting = {
  cause: Cause
  messageId: MessageId
  channelId: ChannelId
  threadId: MessageId | null
  position: number | null
  channelKind: ChannelKind
  channelName: string | null
  authorId: PersonId
  authorName: string
  sentAt: Date
  excerpt: string | null
}

export type Letter = { subject: string; text: string; html: string }

type Line = { text: string; url: string; excerpts: string[] }

const mostLines = 12
const mostExcerpts = 3
const longestExcerpt = 140

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

/** One line, shortened by whole characters. */
function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  const characters = [...line]
  return characters.length > longestExcerpt ? `${characters.slice(0, longestExcerpt).join('')}…` : line
}

function urlOf({ channelId, messageId, threadId, position }: Waiting, publicUrl: string): string {
  const channel = `${publicUrl}/c/${channelId}`
  return threadId && position === null
    ? `${channel}/t/${threadId}?reply=${messageId}`
    : `${channel}/m/${messageId}`
}

const excerptsOf = (items: Waiting[]) =>
  items.flatMap(({ excerpt }) => (excerpt ? [shorten(excerpt)] : [])).slice(0, mostExcerpts)

/** Direct messages of one author are one line, that leads to the first; a mention is a line of its own. */
function linesOf(items: Waiting[], publicUrl: string): Line[] {
  const direct = Map.groupBy(
    items.filter(({ cause }) => cause === 'direct'),
    ({ channelId, authorId }) => `${channelId} ${authorId}`,
  )
  const talks = [...direct.values()].map((group): Line => {
    const first = group[0] as Waiting
    const say = first.channelKind === 'group' ? words.inGroup : words.direct
    return {
      text: say(first.authorName, group.length),
      url: urlOf(first, publicUrl),
      excerpts: excerptsOf(group),
    }
  })
  const mentions = items
    .filter(({ cause }) => cause !== 'direct')
    .map((item): Line => {
      const place = item.channelName === null ? words.conversation : `#${item.channelName}`
      return {
        text: words.mention(item.authorName, place, item.cause),
        url: urlOf(item, publicUrl),
        excerpts: excerptsOf([item]),
      }
    })
  return [...talks, ...mentions]
}

export type Reader = { name: string; workspace: string; publicUrl: string; offUrl: string }

/** The e-mail about `items`, oldest first; `total` wait in all. */
export function compose(items: Waiting[], total: number, reader: Reader): Letter {
  const { name, workspace, publicUrl, offUrl } = reader
  const lines = linesOf(items, publicUrl)
  const shown = lines.slice(0, mostLines)
  const hidden = lines.length - shown.length + Math.max(0, total - items.length)
  const text = [
    words.greeting(name),
    '',
    words.lead(workspace),
    '',
    ...shown.flatMap((line) => [
      `* ${line.text}`,
      ...line.excerpts.map((excerpt) => `    “${excerpt}”`),
      `  ${line.url}`,
      '',
    ]),
    ...(hidden > 0 ? [words.more(hidden), ''] : []),
    `${words.open(workspace)}: ${publicUrl}`,
    '',
    '-- ',
    words.why,
    `${words.off}: ${offUrl}`,
    '',
  ].join('\n')
  return {
    subject: words.subject(Math.max(total, items.length), workspace),
    text,
    html: htmlOf(shown, hidden, reader),
  }
}

function htmlOf(lines: Line[], hidden: number, { name, workspace, publicUrl, offUrl }: Reader): string {
  const link = (url: string, text: string) =>
    `<a href="${escaped(url)}" style="color:#0a6c80">${escaped(text)}</a>`
  const rows = lines.map(({ text, url, excerpts }) => {
    const quotes = excerpts.map(
      (excerpt) => `<div dir="auto" style="margin:4px 0 0;color:#555">“${escaped(excerpt)}”</div>`,
    )
    return `<li style="margin:0 0 12px">${link(url, text)}${quotes.join('')}</li>`
  })
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light"></head>',
    // Ink and ground together: a dark mail program gives neither alone.
    '<body style="margin:0;padding:24px;font:15px/1.5 sans-serif;background:#fff;color:#222">',
    `<p>${escaped(words.greeting(name))}</p><p>${escaped(words.lead(workspace))}</p>`,
    `<ul style="padding:0 0 0 18px;margin:0">${rows.join('')}</ul>`,
    hidden > 0 ? `<p>${escaped(words.more(hidden))}</p>` : '',
    `<p>${link(publicUrl, words.open(workspace))}</p>`,
    `<p style="margin-top:24px;font-size:13px;color:#666">${escaped(words.why)} ${link(offUrl, words.off)}</p>`,
    '</body></html>',
  ].join('\n')
}
