// What happens at a moment that a person chose: taken up at that second, once, by one process of several. The rows in
// Postgres are the truth; timers only make it punctual. What a dead process left, the sweep of another one finds.
import type { EventType } from '../../contract/events.ts'
import type { Context } from '../core/context.ts'

export type DueWork = {
  name: string
  /** When the next row is due; null when none waits. */
  nextAt: (context: Context) => Promise<Date | null>
  /**
   * Takes up rows that are due and that no other process holds (FOR UPDATE SKIP LOCKED), some at a time. Answers how many
   * are settled. A row that fails must either be due later or make this throw.
   */
  takeUp: (context: Context, now: Date) => Promise<number>
  /** Entries after which the next one may be sooner. */
  wokenBy: EventType[]
}

type Place = {
  work: DueWork
  timer: NodeJS.Timeout | undefined
  looking: Promise<void> | null
  again: boolean
}

/** Begins to look after `works`; ends with `stop`, which waits for what is under way. */
export function startTimetable(context: Context, works: DueWork[]): { stop: () => Promise<void> } {
  const everyMs = context.config.sweepIntervalMs
  const places = works.map((work): Place => ({ work, timer: undefined, looking: null, again: false }))
  let isStopped = false

  /** Does what is due; then a timer waits for what is due before the next sweep. */
  const settle = async (place: Place) => {
    const { work } = place
    clearTimeout(place.timer)
    while (!isStopped) {
      const nextAt = await work.nextAt(context)
      if (!nextAt) return
      const now = context.clock.now()
      const waitMs = nextAt.getTime() - now.getTime()
      if (waitMs > everyMs) return
      if (waitMs > 0) {
        if (!isStopped) place.timer = setTimeout(() => look(place), waitMs)
        return
      }
      // All that is due is in the hands of another process: its next look, or our next sweep, goes on.
      if ((await work.takeUp(context, now)) === 0) return
    }
  }
  const look = (place: Place) => {
    if (isStopped) return
    if (place.looking) {
      place.again = true
      return
    }
    place.again = false
    place.looking = settle(place)
      .catch((error) =>
        context.log.warn({ err: error, work: place.work.name }, 'due work failed; it is repeated'),
      )
      .finally(() => {
        place.looking = null
        if (place.again) look(place)
      })
  }
  const lookAtAll = () => places.forEach(look)
  const sweep = setInterval(lookAtAll, everyMs)
  context.journal.onEntries((entries) => {
    for (const place of places)
      if (entries.some(({ event }) => place.work.wokenBy.includes(event.type))) look(place)
  })
  lookAtAll()
  return {
    async stop() {
      isStopped = true
      clearInterval(sweep)
      for (const { timer } of places) clearTimeout(timer)
      await Promise.all(places.map(({ looking }) => looking))
    },
  }
}
