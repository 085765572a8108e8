// The emoji a person used last and their skin tone: kept on this device only.

const recentKey = 'nucleus.emoji.recent'
const toneKey = 'nucleus.emoji.tone'
const most = 27
export const usualReactions = ['👍', '❤️', '😂', '🎉', '👀', '✅', '🙏', '🚀']

export function recentEmoji(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(recentKey) ?? '[]')
    return Array.isArray(kept) ? kept.filter((item) => typeof item === 'string').slice(0, most) : []
  } catch {
    // A blocked or damaged storage is no reason to have no picker.
    return []
  }
}

export function rememberEmoji(emoji: string): void {
  const next = [emoji, ...recentEmoji().filter((other) => other !== emoji)].slice(0, most)
  try {
    localStorage.setItem(recentKey, JSON.stringify(next))
  } catch {
    return
  }
}

/** 0 is the neutral yellow, 1 to 5 are light to dark. */
export function skinTone(): number {
  const tone = Number(localStorage.getItem(toneKey))
  return Number.isInteger(tone) && tone >= 0 && tone <= 5 ? tone : 0
}

export function setSkinTone(tone: number): void {
  localStorage.setItem(toneKey, String(tone))
}

/** Recent ones first, then the usual ones: for the hover toolbar. */
export const quickReactions = (count: number) =>
  [...new Set([...recentEmoji(), ...usualReactions])].slice(0, count)
