// The virtual list can add or remove rows at one end at a time and keep its place. A window that slides (older rows in,
// newest rows out) does both at once, so it is drawn in two steps before the next paint.
import { useLayoutEffect, useState } from 'react'
import type { Row } from './rows.ts'

type Stage = { rows: Row[]; isShift: boolean }

/** How the shown rows get one step nearer to the wanted ones. Pure, for tests. */
export function nextStage(shown: Row[], wanted: Row[]): Stage {
  const firstShared = wanted.find(
    (row) => row.kind !== 'start' && shown.some((other) => other.key === row.key),
  )
  if (!firstShared) return { rows: wanted, isShift: false }
  const at = (rows: Row[]) => rows.findIndex((row) => row.key === firstShared.key)
  const [shownBefore, wantedBefore] = [at(shown), at(wanted)]
  const [shownAfter, wantedAfter] = [shown.length - shownBefore, wanted.length - wantedBefore]
  if (shownBefore === wantedBefore) return { rows: wanted, isShift: false }
  if (shownAfter === wantedAfter) return { rows: wanted, isShift: true }
  // Both ends change. First the end of the list, where nothing moves, then the start.
  if (wantedAfter < shownAfter) return { rows: shown.slice(0, shownBefore + wantedAfter), isShift: false }
  return { rows: [...shown.slice(0, shownBefore), ...wanted.slice(wantedBefore)], isShift: false }
}

export function useStagedRows(wanted: Row[]): Stage {
  const [stage, setStage] = useState<Stage & { wanted: Row[] }>({ rows: wanted, isShift: false, wanted })
  const isBehind = stage.wanted !== wanted || stage.rows !== wanted
  // During render: the first step must be in the same frame as the change that asked for it.
  if (stage.wanted !== wanted) setStage({ ...nextStage(stage.rows, wanted), wanted })
  useLayoutEffect(() => {
    if (isBehind)
      setStage((now) =>
        now.rows === now.wanted ? now : { ...nextStage(now.rows, now.wanted), wanted: now.wanted },
      )
  })
  return stage
}
