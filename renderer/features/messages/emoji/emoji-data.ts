// The emoji list (emojibase, English), loaded once and only when a picker, a suggestion or a :shortcode: needs it.

export type EmojiEntry = {
  emoji: string
  label: string
  shortcodes: string[]
  tags: string[]
  /** The same emoji in the five skin tones, light to dark; empty where there are none. */
  tones: string[]
}
export type EmojiGroup = { key: string; entries: EmojiEntry[] }
export type EmojiData = {
  groups: EmojiGroup[]
  byShortcode: Map<string, EmojiEntry>
  byEmoji: Map<string, EmojiEntry>
}

type CompactEmoji = {
  hexcode: string
  label: string
  unicode: string
  group?: number
  order?: number
  tags?: string[]
  skins?: { unicode: string }[]
}

const groupKeys = [
  'smileys',
  'people',
  'component',
  'nature',
  'food',
  'travel',
  'activities',
  'objects',
  'symbols',
  'flags',
]
const componentGroup = 2
const single = /^(\p{Emoji_Presentation})\ufe0f$/u

/** Without the variation selector where it adds nothing, so that one emoji is one reaction whoever typed it. */
export const canonical = (emoji: string) => emoji.replace(single, '$1')

function build(list: CompactEmoji[], shortcodes: Record<string, string | string[]>): EmojiData {
  const groups = groupKeys.map((key): EmojiGroup => ({ key, entries: [] }))
  const byShortcode = new Map<string, EmojiEntry>()
  const byEmoji = new Map<string, EmojiEntry>()
  for (const item of [...list].sort((a, b) => (a.order ?? 0) - (b.order ?? 0))) {
    if (item.group === undefined || item.group === componentGroup) continue
    const names = [shortcodes[item.hexcode] ?? []].flat()
    const entry: EmojiEntry = {
      emoji: canonical(item.unicode),
      label: item.label,
      shortcodes: names.length > 0 ? names : [item.label.toLowerCase().replace(/[^a-z0-9]+/g, '_')],
      tags: item.tags ?? [],
      tones:
        item.skins && item.skins.length >= 5
          ? item.skins.slice(0, 5).map((skin) => canonical(skin.unicode))
          : [],
    }
    groups[item.group]?.entries.push(entry)
    byEmoji.set(entry.emoji, entry)
    for (const tone of entry.tones) byEmoji.set(tone, entry)
    for (const name of entry.shortcodes) byShortcode.set(name, entry)
  }
  return { groups: groups.filter((group) => group.entries.length > 0), byShortcode, byEmoji }
}

let loaded: EmojiData | undefined
let loading: Promise<EmojiData> | undefined

export const loadedEmojiData = (): EmojiData | undefined => loaded

/** Loads the list; later calls answer from memory. After a failed load the next call tries again. */
export function loadEmojiData(): Promise<EmojiData> {
  loading ??= Promise.all([
    import('emojibase-data/en/compact.json'),
    import('emojibase-data/en/shortcodes/iamcal.json'),
  ])
    .then(([compact, iamcal]) => {
      loaded = build(compact.default as CompactEmoji[], iamcal.default as Record<string, string | string[]>)
      return loaded
    })
    .catch((error: unknown) => {
      loading = undefined
      throw error
    })
  return loading
}

/** Entries whose shortcode, label or tag matches, best first. */
export function searchEmoji(data: EmojiData, query: string, limit: number): EmojiEntry[] {
  const wanted = query.trim().toLowerCase().replace(/^:|:$/g, '')
  if (wanted === '') return []
  const found: { entry: EmojiEntry; rank: number }[] = []
  for (const group of data.groups) {
    for (const entry of group.entries) {
      const rank = rankOf(entry, wanted)
      if (rank < 5) found.push({ entry, rank })
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ entry }) => entry)
}

function rankOf(entry: EmojiEntry, wanted: string): number {
  if (entry.shortcodes.includes(wanted)) return 0
  if (entry.shortcodes.some((name) => name.startsWith(wanted))) return 1
  if (entry.label.startsWith(wanted)) return 2
  if (entry.shortcodes.some((name) => name.includes(wanted)) || entry.label.includes(wanted)) return 3
  return entry.tags.some((tag) => tag.startsWith(wanted)) ? 4 : 5
}
