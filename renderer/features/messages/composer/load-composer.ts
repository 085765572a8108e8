// The editor is a fifth of the client: it comes after the first screen is drawn, and stays.
import { create } from 'zustand'
import { backoffMs } from '../../../data/backoff.ts'
import type { Composer } from './Composer.tsx'

export const composerStore = create<{ Composer: typeof Composer | null }>()(() => ({ Composer: null }))

let isLoading = false
let failures = 0

/** Twice equals once. What could not be fetched is tried again. */
export function loadComposer(): void {
  if (isLoading) return
  isLoading = true
  import('./Composer.tsx').then(
    ({ Composer }) => composerStore.setState({ Composer }),
    () => {
      isLoading = false
      setTimeout(loadComposer, backoffMs(failures++))
    },
  )
}

/** Rows are measured in the frames after they were drawn; a timer, because a hidden window has no frames. */
const drawnAfterMs = 250

let isDue = false

/** Loads it once what stands on the screen now has been drawn. Whoever goes on meanwhile needs it, too. */
export function loadComposerAfterPaint(): void {
  if (isDue) return
  isDue = true
  setTimeout(loadComposer, drawnAfterMs)
}
