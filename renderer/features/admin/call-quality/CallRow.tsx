// One call of the list: when, how long, who, and how it went; opened, every seat.
import { ChevronRight } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../../contract/commands.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { PersonAvatar } from '../../people/PersonAvatar.tsx'
import { judgeSeat, lengthMs, worstOf } from './judge-seat.ts'
import { SeatTable } from './SeatTable.tsx'
import { VerdictBadge } from './VerdictBadge.tsx'
import { valueText } from './words.ts'

export type ListedCall = OutputOf<'calls.qualityList'>['calls'][number]

const mostFaces = 5

export function CallRow({ call }: { call: ListedCall }) {
  const { t, i18n } = useTranslation('admin')
  const { startedAt, endedAt, outcome, seats } = call
  const people = [...new Set(seats.map(({ personId }) => personId))]
  const verdict = worstOf(
    seats.map((seat) => judgeSeat(seat.quality, lengthMs(seat.joinedAt, seat.leftAt)).verdict),
  )
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(startedAt),
  )
  const isHeld = outcome === 'ended' || outcome === 'open'
  return (
    <Disclosure
      className="group border-b border-line last:border-0"
      isDisabled={seats.length === 0}
      data-call={call.callId}
    >
      <Heading level={3}>
        <Button
          slot="trigger"
          className="flex min-h-11 w-full items-center gap-3 px-3 py-1.5 text-left text-sm -outline-offset-2 data-hovered:bg-hover"
        >
          <ChevronRight
            size={15}
            aria-hidden
            className="shrink-0 text-ink-faint transition-transform group-data-disabled:invisible group-data-expanded:rotate-90"
          />
          <span className="w-40 shrink-0 font-medium tabular-nums">
            <time dateTime={startedAt}>{when}</time>
          </span>
          <span className="w-20 shrink-0 text-ink-soft tabular-nums">
            {isHeld
              ? valueText(t, i18n.language, 'duration', lengthMs(startedAt, endedAt) / 60_000)
              : t(`calls.outcome.${outcome}`)}
          </span>
          <span className="flex min-w-0 flex-1 items-center gap-1">
            {people.slice(0, mostFaces).map((personId) => (
              <PersonAvatar key={personId} personId={personId} size={20} />
            ))}
            <span className="ml-1 truncate text-ink-faint">
              {t('calls.people', { count: people.length })}
            </span>
          </span>
          {outcome === 'open' && <Badge tone="accent">{t('calls.outcome.open')}</Badge>}
          {seats.length > 0 && <VerdictBadge verdict={verdict} />}
        </Button>
      </Heading>
      <DisclosurePanel>
        <SeatTable seats={seats} />
      </DisclosurePanel>
    </Disclosure>
  )
}
