// Numbers and days of call quality in the reader's language.
import type { TFunction } from 'i18next'
import type { Unit } from './measures.ts'

/** 1240 ms are 1.2 s, 135 minutes are 2.3 h: as exact as anybody wants to know. */
export function valueText(t: TFunction, language: string, unit: Unit, value: number | null): string {
  if (value === null) return t('admin:calls.noValue')
  const text = (number: number, digits: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(number)
  switch (unit) {
    case 'count':
      return text(value, 0)
    case 'duration':
      return value >= 90
        ? t('admin:calls.unit.hours', { value: text(value / 60, value >= 6000 ? 0 : 1) })
        : t('admin:calls.unit.minutes', { value: text(value, 0) })
    case 'ms':
      return value >= 1000
        ? t('admin:calls.unit.seconds', { value: text(value / 1000, 1) })
        : t('admin:calls.unit.ms', { value: text(value, 0) })
    case 'percent':
      return t('admin:calls.unit.percent', { value: text(value, value < 10 ? 1 : 0) })
    case 'perHour':
      return t('admin:calls.unit.perHour', { value: text(value, value < 10 ? 1 : 0) })
  }
}

/** Dates of days are UTC, as the server counts them. */
export const dayText = (language: string, date: string): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(date),
  )
