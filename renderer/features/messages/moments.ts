// Times in a message list. The formatters are kept: making one costs more than drawing a row.
import { useTranslation } from 'react-i18next'

type Formats = {
  clock: Intl.DateTimeFormat
  full: Intl.DateTimeFormat
  day: Intl.DateTimeFormat
  dayOfYear: Intl.DateTimeFormat
}
const known = new Map<string, Formats>()

function formatsOf(language: string): Formats {
  const found = known.get(language)
  if (found) return found
  const made = {
    clock: new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }),
    full: new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' }),
    day: new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' }),
    dayOfYear: new Intl.DateTimeFormat(language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
  }
  known.set(language, made)
  return made
}

const dayMs = 24 * 3_600_000

export function useMoments() {
  const { t, i18n } = useTranslation('messages')
  const formats = formatsOf(i18n.language)
  return {
    clock: (instant: string) => formats.clock.format(new Date(instant)),
    full: (instant: string) => formats.full.format(new Date(instant)),
    /** The date, also of today: for the middle of a sentence. */
    date: (instant: string) => formats.dayOfYear.format(new Date(instant)),
    /** "Today", "Yesterday", else the date. */
    day: (instant: string) => {
      const date = new Date(instant)
      const now = new Date()
      if (date.toDateString() === now.toDateString()) return t('today')
      if (date.toDateString() === new Date(now.getTime() - dayMs).toDateString()) return t('yesterday')
      return (date.getFullYear() === now.getFullYear() ? formats.day : formats.dayOfYear).format(date)
    },
  }
}
