// What the status picker offers: ready-made statuses and the moments at which one ends.

export type Preset = { id: string; emoji: string; clear: ClearAfter }
export type ClearAfter = 'never' | 'minutes30' | 'hour1' | 'hours4' | 'today' | 'week'

export const presets: readonly Preset[] = [
  { id: 'meeting', emoji: '🗓️', clear: 'hour1' },
  { id: 'focus', emoji: '🎧', clear: 'hours4' },
  { id: 'lunch', emoji: '🥪', clear: 'hour1' },
  { id: 'travel', emoji: '🚆', clear: 'hour1' },
  { id: 'home', emoji: '🏡', clear: 'today' },
  { id: 'sick', emoji: '🤒', clear: 'today' },
  { id: 'holiday', emoji: '🌴', clear: 'never' },
]

export const clearChoices: readonly ClearAfter[] = ['never', 'minutes30', 'hour1', 'hours4', 'today', 'week']

export const statusEmojis = [
  '💬',
  '🗓️',
  '🎧',
  '🥪',
  '☕',
  '🚆',
  '🚗',
  '✈️',
  '🏡',
  '🤒',
  '🌴',
  '🎉',
  '💡',
  '🔧',
  '🐛',
  '🚀',
  '📝',
  '📞',
  '👀',
  '🙏',
  '👶',
  '🐕',
  '🏃',
  '😴',
] // prettier-ignore

/** The moment a choice means, from now; null for never. */
export function clearMoment(choice: ClearAfter, now: Date): string | null {
  const end = new Date(now)
  if (choice === 'never') return null
  if (choice === 'minutes30') end.setMinutes(end.getMinutes() + 30)
  if (choice === 'hour1') end.setHours(end.getHours() + 1)
  if (choice === 'hours4') end.setHours(end.getHours() + 4)
  if (choice === 'today') end.setHours(23, 59, 59, 0)
  if (choice === 'week') {
    // To Sunday's end: weeks begin on Monday for most; the day itself when it is Sunday.
    end.setDate(end.getDate() + ((7 - end.getDay()) % 7))
    end.setHours(23, 59, 59, 0)
  }
  return end.toISOString()
}
