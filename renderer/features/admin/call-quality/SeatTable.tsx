// The seats of one call: who, how long, which way, what was measured, and what that means in a word.
import { useTranslation } from 'react-i18next'
import type { SeatReport } from '../../../../contract/calls.ts'
import type { PersonId } from '../../../../contract/ids.ts'
import { PersonAvatar } from '../../people/PersonAvatar.tsx'
import { usePerson } from '../../people/store.ts'
import { judgeSeat, lengthMs, worstLoss } from './judge-seat.ts'
import { VerdictBadge } from './VerdictBadge.tsx'
import { valueText } from './words.ts'

const columns = [
  'who',
  'verdict',
  'length',
  'path',
  'roundTrip',
  'loss',
  'freezes',
  'picture',
  'cpu',
] as const

export function SeatTable({ seats }: { seats: readonly SeatReport[] }) {
  const { t } = useTranslation('admin')
  return (
    <div className="overflow-x-auto px-3 pb-3 pl-10">
      <table className="w-full min-w-[44rem] border-collapse text-left text-sm">
        <thead>
          <tr className="border-b border-line text-xs text-ink-faint">
            {columns.map((column) => (
              <th key={column} scope="col" className="py-1.5 pr-4 font-medium whitespace-nowrap last:pr-0">
                {t(`calls.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seats.map((seat) => (
            <SeatLine key={seat.seatId} seat={seat} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function SeatLine({ seat: { personId, joinedAt, leftAt, quality } }: { seat: SeatReport }) {
  const { t, i18n } = useTranslation('admin')
  const ms = lengthMs(joinedAt, leftAt)
  const { verdict, reason } = judgeSeat(quality, ms)
  const text = (unit: Parameters<typeof valueText>[2], value: number | null) =>
    valueText(t, i18n.language, unit, value)
  const cells = [
    text('duration', ms / 60_000),
    quality?.path ? t(`calls.path.${quality.path}`) : text('count', null),
    text('ms', quality?.roundTripMs ?? null),
    text('percent', quality ? worstLoss(quality) : null),
    text('count', quality?.freezes ?? null),
    quality?.height
      ? t('calls.lines', { height: quality.height, rate: Math.round(quality.framesPerSecond ?? 0) })
      : text('count', null),
    text('percent', quality?.cpuLimitedPercent ?? null),
  ]
  return (
    <tr className="border-b border-line last:border-0">
      <td className="max-w-48 py-1.5 pr-4">
        <Who personId={personId} />
      </td>
      <td className="py-1.5 pr-4">
        <span className="flex items-center gap-2">
          <VerdictBadge verdict={verdict} />
          {reason && (
            <span className="text-xs whitespace-nowrap text-ink-soft">{t(`calls.reason.${reason}`)}</span>
          )}
        </span>
      </td>
      {cells.map((cell, index) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: cells never change places
          key={index}
          className="py-1.5 pr-4 whitespace-nowrap text-ink-soft tabular-nums last:pr-0"
        >
          {cell}
        </td>
      ))}
    </tr>
  )
}

function Who({ personId }: { personId: PersonId }) {
  const { t } = useTranslation('people')
  const person = usePerson(personId)
  return (
    <span className="flex min-w-0 items-center gap-2">
      <PersonAvatar personId={personId} size={20} />
      <span className="truncate">{person?.name ?? t('unknown')}</span>
    </span>
  )
}
