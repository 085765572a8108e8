// What was wrong with files that somebody wanted to add, per composer: said before anything is sent.
import { create } from 'zustand'
import type { DraftKey } from '../../../data/database.ts'

export type Problem =
  | { kind: 'tooMany'; limit: number; left: number }
  | { kind: 'tooLarge'; names: string[]; limit: number }
  | { kind: 'full'; left: number }
  | { kind: 'empty'; names: string[] }
  | { kind: 'folder' }
  | { kind: 'blocked' }

type ProblemsState = { problems: ReadonlyMap<DraftKey, Problem[]> }
export const problemsStore = create<ProblemsState>()(() => ({ problems: new Map() }))

/** Takes the place of what was said before; nothing to say clears it. */
export function sayProblems(place: DraftKey, said: Problem[]): void {
  const { problems } = problemsStore.getState()
  if (said.length === 0 && !problems.has(place)) return
  const next = new Map(problems)
  if (said.length === 0) next.delete(place)
  else next.set(place, said)
  problemsStore.setState({ problems: next })
}
