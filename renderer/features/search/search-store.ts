// The keys and buttons that lead to the search. `presses`: each brings the focus into its field again.
import { create } from 'zustand'

export const fieldStore = create<{ presses: number }>()(() => ({ presses: 0 }))

export const focusField = () => fieldStore.setState(({ presses }) => ({ presses: presses + 1 }))
