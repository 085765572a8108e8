// Due times in words: "Today at 14:30", "Tomorrow at 09:00", "Mon, 30 Nov at 09:00".
import i18next, { type TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { ownZone, useOwnZone } from './zone.ts'

const dayMs = 86_400_000

/** The day of a moment in a zone, as a number that counts days. */
function dayOf(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(at)
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(value('year'), value('month') - 1, value('day')) / dayMs
}

function textOf(t: TFunction, language: string, at: Date, timeZone: string, now: Date): string {
  const clock = new Intl.DateTimeFormat(language, { timeZone, hour: 'numeric', minute: '2-digit' })
  const time = clock.format(at)
  const days = dayOf(at, timeZone) - dayOf(now, timeZone)
  if (days === 0) return t('due:today', { time })
  if (days === 1) return t('due:tomorrow', { time })
  if (days === -1) return t('due:yesterday', { time })
  const isNear = Math.abs(at.getTime() - now.getTime()) < 300 * dayMs
  const date = new Intl.DateTimeFormat(language, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(!isNear && { year: 'numeric' }),
  }).format(at)
  return t('due:onDay', { date, time })
}

export function useDueText(): (at: Date | string, now?: Date) => string {
  const { t, i18n } = useTranslation('due')
  const zone = useOwnZone()
  return (at, now = new Date()) => textOf(t, i18n.language, new Date(at), zone, now)
}

/** Outside of components. */
export const dueText = (at: Date | string): string =>
  textOf(i18next.t, i18next.language, new Date(at), ownZone(), new Date())
