// How long a call takes: as a clock while it goes on, in words afterwards.
import type { TFunction } from 'i18next'

/** 754 seconds are 12:34. */
export function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** In words, as exact as anybody wants to know. */
export function lengthOf(t: TFunction, startedAt: string, endedAt: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000))
  if (seconds < 60) return t('calls:length.seconds', { count: seconds })
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return t('calls:length.minutes', { count: minutes })
  const hours = t('calls:length.hours', { count: Math.floor(minutes / 60) })
  return minutes % 60 === 0 ? hours : `${hours} ${t('calls:length.minutes', { count: minutes % 60 })}`
}
