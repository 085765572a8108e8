// The time zones of the world, each with how far it is from UTC now.
import type { Option } from '../../ui/Select.tsx'

export const hereTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** All zones this browser knows, and `current` even if it doesn't. */
export function timeZoneOptions(current: string): Option[] {
  const known = Intl.supportedValuesOf('timeZone')
  const all = [...new Set([...known, 'UTC', hereTimeZone(), current])].filter(Boolean).sort()
  const now = new Date()
  return all.map((id) => {
    const offset = offsetOf(id, now)
    return { id, label: offset ? `${id.replaceAll('_', ' ')} (${offset})` : id }
  })
}

function offsetOf(timeZone: string, now: Date): string {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(now)
    return parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
  } catch {
    return ''
  }
}
