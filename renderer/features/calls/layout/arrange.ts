// From who is there and what the viewer chose to where each picture lies.
import { fitted, gridPlaces, type Rect, type Size } from './grid.ts'
import { withSpeakerInSight } from './order.ts'
import { capacityOf, pageOf } from './paging.ts'
import { alone, faceToFace, stageWithStrip } from './stage.ts'

/** auto: a shared screen large, two people face to face, more in a grid. */
export type LayoutChoice = 'auto' | 'grid' | 'speaker'

export type Arrangeable = { key: string; kind: 'person' | 'screen'; isMine: boolean }
export type Placed = { key: string; rect: Rect; role: 'main' | 'grid' | 'strip' | 'corner' }
export type Arrangement = { placed: Placed[]; page: number; pageCount: number; hidden: number }

export type Wish = {
  choice: LayoutChoice
  page: number
  pinned: string | null
  shownScreen: string | null
  /** Key of who speaks now, or spoke last. */
  speaker: string | null
  spokeAt: (key: string) => number
}

export const gap = 8

/** @param tiles people in their lasting order, the own one among them; screens of others */
export function arrange(tiles: readonly Arrangeable[], wish: Wish, room: Size): Arrangement {
  const people = tiles.filter(({ kind }) => kind === 'person')
  const screens = tiles.filter(({ kind }) => kind === 'screen')
  const mains = mainsOf(people, screens, wish)
  if (mains.length > 0) return spotlight(mains, people, wish, room)
  if (wish.choice !== 'grid' && people.length <= 2) return few(people, room)
  return grid([...screens, ...people], wish, room)
}

/** What is large; nothing where all are equal. */
function mainsOf(people: readonly Arrangeable[], screens: readonly Arrangeable[], wish: Wish): Arrangeable[] {
  const pinned = [...screens, ...people].find(({ key }) => key === wish.pinned)
  if (pinned) return [pinned]
  if (wish.choice === 'grid') return []
  if (screens.length > 0) {
    const shown = screens.find(({ key }) => key === wish.shownScreen)
    return shown ? [shown] : [...screens]
  }
  if (wish.choice !== 'speaker' || people.length < 3) return []
  const others = people.filter(({ isMine }) => !isMine)
  const speaker = others.find(({ key }) => key === wish.speaker) ?? others[0]
  return speaker ? [speaker] : []
}

function few(people: readonly Arrangeable[], room: Size): Arrangement {
  const own = people.find(({ isMine }) => isMine)
  const other = people.find(({ isMine }) => !isMine)
  const only = other ?? own
  const placed: Placed[] = []
  if (other && own) {
    const places = faceToFace(room)
    placed.push({ key: other.key, rect: places.other, role: 'main' })
    placed.push({ key: own.key, rect: places.own, role: 'corner' })
  } else if (only) placed.push({ key: only.key, rect: alone(room), role: 'main' })
  return { placed, page: 0, pageCount: 1, hidden: 0 }
}

function spotlight(
  mains: readonly Arrangeable[],
  people: readonly Arrangeable[],
  wish: Wish,
  room: Size,
): Arrangement {
  const others = people.filter((tile) => !mains.includes(tile))
  const places = stageWithStrip(mains.length, others.length, room, gap)
  const { items, page, pageCount } = pageInSight(others, wish, Math.max(1, places.strip.length))
  const placed = mains.map((tile, index): Placed => {
    const rect = places.main[index] ?? { x: 0, y: 0, ...room }
    // A face is cut to its tile, a screen lies within it as a whole.
    return { key: tile.key, rect: tile.kind === 'person' ? fitted(rect) : rect, role: 'main' }
  })
  for (const [index, tile] of items.entries()) {
    const rect = places.strip[index]
    if (rect) placed.push({ key: tile.key, rect, role: 'strip' })
  }
  return { placed, page, pageCount, hidden: others.length - items.length }
}

function grid(tiles: readonly Arrangeable[], wish: Wish, room: Size): Arrangement {
  const { items, page, pageCount } = pageInSight(tiles, wish, capacityOf(room, gap))
  const places = gridPlaces(items.length, room, gap)
  const placed = items.flatMap((tile, index): Placed[] => {
    const rect = places[index]
    return rect ? [{ key: tile.key, rect, role: 'grid' }] : []
  })
  return { placed, page, pageCount, hidden: tiles.length - items.length }
}

/** Who speaks is on the first page; the other pages are the viewer's own business. */
function pageInSight(tiles: readonly Arrangeable[], wish: Wish, capacity: number) {
  const byKey = new Map(tiles.map((tile) => [tile.key, tile]))
  const order = withSpeakerInSight(
    tiles.map(({ key }) => key),
    wish.speaker,
    capacity,
    wish.spokeAt,
    (key) => byKey.get(key)?.isMine === true || byKey.get(key)?.kind === 'screen',
  )
  const ordered = order.flatMap((key) => byKey.get(key) ?? [])
  return pageOf(ordered, capacity, wish.page)
}
