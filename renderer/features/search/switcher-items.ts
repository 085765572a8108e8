// What the quick switcher offers, best first: how well the name matches, then what is unread, then what was open lately.

import type { BoardView } from '../../../contract/boards.ts'
import type { JoinedChannel } from '../../../contract/channels.ts'
import type { BoardId, ChannelId, PersonId } from '../../../contract/ids.ts'
import type { PersonView } from '../../../contract/people.ts'
import { unreadOf } from '../channels/reducer.ts'
import { matchRank } from './match.ts'

export type SwitcherItem =
  | { kind: 'channel'; id: ChannelId; name: string; joined: JoinedChannel }
  | { kind: 'person'; id: PersonId; name: string; person: PersonView }
  | { kind: 'board'; id: BoardId; name: string; board: BoardView }
  /** At the end: to look for what was typed in messages. */
  | { kind: 'search'; id: 'search'; name: string }

type Source = {
  channels: JoinedChannel[]
  people: PersonView[]
  boards: BoardView[]
  recent: ChannelId[]
  openId: ChannelId | null
  nameOf: (joined: JoinedChannel) => string
}

const mostShown = 12

export function switcherItems(query: string, source: Source): SwitcherItem[] {
  const { channels, people, boards, recent, openId, nameOf } = source
  const wanted = query.trim().replace(/^[#@]/, '')
  const withDirect = new Set(
    channels.flatMap(({ channel }) => (channel.kind === 'direct' ? (channel.memberIds ?? []) : [])),
  )
  const ranked: { item: SwitcherItem; order: number[] }[] = []
  for (const joined of channels) {
    const name = nameOf(joined)
    const rank = matchRank(wanted, name)
    if (rank === null || (wanted === '' && joined.channel.id === openId)) continue
    const recency = recent.indexOf(joined.channel.id)
    const unread = unreadOf(joined)
    const isCalling = unread.count > 0 && !joined.membership.isMuted
    ranked.push({
      item: { kind: 'channel', id: joined.channel.id, name, joined },
      order: [
        rank,
        joined.channel.isArchived ? 1 : 0,
        unread.mentions > 0 && isCalling ? 0 : isCalling ? 1 : 2,
        recency < 0 ? recent.length : recency,
      ],
    })
  }
  // Nobody is listed before a letter is typed: the conversations with them are.
  for (const person of wanted === '' ? [] : people) {
    const rank = matchRank(wanted, person.name)
    if (rank === null || !person.isActive || withDirect.has(person.id)) continue
    ranked.push({
      item: { kind: 'person', id: person.id, name: person.name, person },
      order: [rank, 0, 2, recent.length + 1],
    })
  }
  for (const board of wanted === '' ? [] : boards) {
    const rank = matchRank(wanted, board.name) ?? (board.key === wanted.toUpperCase() ? 0 : null)
    if (rank === null) continue
    ranked.push({
      item: { kind: 'board', id: board.id, name: board.name, board },
      order: [rank, 0, 2, recent.length],
    })
  }
  const named = ranked
    .sort((a, b) => compare(a.order, b.order) || a.item.name.localeCompare(b.item.name))
    .slice(0, mostShown)
    .map(({ item }) => item)
  const text = query.trim()
  return text === '' ? named : [...named, { kind: 'search', id: 'search', name: text }]
}

function compare(a: number[], b: number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
