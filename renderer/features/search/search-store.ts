// The keys and buttons that lead to the search. `presses`: each brings the focus into its field again.
import { create } from 'zustand'

export const fieldStore = create<{ presses: number; isFresh: boolean }>()(() => ({
  presses: 0,
  isFresh: false,
}))

/** `isFresh`: with an empty field, not with what was looked for last. */
export const focusField = (isFresh = false) =>
  fieldStore.setState(({ presses }) => ({ presses: presses + 1, isFresh }))
