// Whether the quick switcher is open: a key, a button and an empty page open it.
import { create } from 'zustand'

export const switcherStore = create<{ isOpen: boolean }>()(() => ({ isOpen: false }))

export const openSwitcher = () => switcherStore.setState({ isOpen: true })
export const closeSwitcher = () => switcherStore.setState({ isOpen: false })
