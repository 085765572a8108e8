// Times as people say them.

/** The time now where somebody lives, or null for a zone this browser doesn't know. */
export function timeIn(timeZone: string, language: string, now: Date): string | null {
  try {
    return new Intl.DateTimeFormat(language, { timeZone, hour: 'numeric', minute: '2-digit' }).format(now)
  } catch {
    return null
  }
}

/** "14:30" today, "Fri 14:30" within a week, else the date. */
export function shortMoment(instant: string, language: string, now = new Date()): string {
  const date = new Date(instant)
  const clock = { hour: 'numeric', minute: '2-digit' } as const
  const isToday = date.toDateString() === now.toDateString()
  if (isToday) return new Intl.DateTimeFormat(language, clock).format(date)
  const isNear = Math.abs(date.getTime() - now.getTime()) < 6 * 24 * 3_600_000
  return new Intl.DateTimeFormat(
    language,
    isNear ? { weekday: 'short', ...clock } : { day: 'numeric', month: 'short', year: 'numeric' },
  ).format(date)
}
