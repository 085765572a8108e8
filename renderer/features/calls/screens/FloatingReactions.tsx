// Signs of people as they rise and go, each with the name of who sent it.
import { useTranslation } from 'react-i18next'
import { personName } from '../../people/store.ts'
import { liveCallStore } from '../state.ts'

/** A place along the bottom that stays the same for one sign, and differs from that of the next. */
const placeOf = (id: number) => 8 + ((id * 37) % 60)

export function FloatingReactions() {
  const { t } = useTranslation('calls')
  const reactions = liveCallStore((state) => state.reactions)
  const seats = liveCallStore((state) => state.seats)
  const nameOf = (seatId: (typeof reactions)[number]['seatId']) => {
    const seat = seats.get(seatId)
    return seat ? personName(seat.personId) : t('somebody')
  }
  const last = reactions.at(-1)
  return (
    <div className="pointer-events-none absolute inset-0 z-10 overflow-hidden">
      {reactions.map(({ id, seatId, emoji }) => (
        <span
          key={id}
          aria-hidden
          className="absolute bottom-3 flex animate-drift-up flex-col items-center gap-1"
          style={{ left: `${placeOf(id)}%` }}
        >
          <span className="text-[2.25rem] leading-none">{emoji}</span>
          <span className="max-w-28 truncate rounded-full bg-scrim px-2 py-0.5 text-2xs text-white">
            {nameOf(seatId)}
          </span>
        </span>
      ))}
      <span className="sr-only" aria-live="polite">
        {last && t('react.from', { name: nameOf(last.seatId), emoji: last.emoji })}
      </span>
    </div>
  )
}
