// Widths of the panes and whether the sidebar is open; kept on this device.
import { useSyncExternalStore } from 'react'
import { create } from 'zustand'

export const sidebarWidth = { usual: 260, min: 200, max: 420 }
export const paneWidth = { usual: 400, min: 320, max: 640 }

type Layout = {
  sidebar: number
  pane: number
  /** Below 700 px, where the sidebar lies over the page. */
  isDrawerOpen: boolean
  /** Above it, where a person may want the room. */
  isSidebarHidden: boolean
}

const storageKey = 'nucleus.layout'

function load(): Pick<Layout, 'sidebar' | 'pane' | 'isSidebarHidden'> {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Layout>
    return {
      sidebar: within(kept.sidebar, sidebarWidth),
      pane: within(kept.pane, paneWidth),
      isSidebarHidden: kept.isSidebarHidden === true,
    }
  } catch {
    return { sidebar: sidebarWidth.usual, pane: paneWidth.usual, isSidebarHidden: false }
  }
}

function within(value: unknown, { usual, min, max }: typeof sidebarWidth): number {
  return typeof value === 'number' && value >= min && value <= max ? value : usual
}

export const layoutStore = create<Layout>()(() => ({ ...load(), isDrawerOpen: false }))

layoutStore.subscribe(({ sidebar, pane, isSidebarHidden }) => {
  localStorage.setItem(storageKey, JSON.stringify({ sidebar, pane, isSidebarHidden }))
})

export function toggleSidebar(): void {
  layoutStore.setState((state) =>
    isNarrowNow() ? { isDrawerOpen: !state.isDrawerOpen } : { isSidebarHidden: !state.isSidebarHidden },
  )
}

const narrow = window.matchMedia('(width < 700px)')
const wide = window.matchMedia('(width >= 1100px)')
const isNarrowNow = () => narrow.matches

/** narrow: one pane at a time; middle: the right pane lies over; wide: all three side by side. */
export function useRoom(): 'narrow' | 'middle' | 'wide' {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener)
      wide.addEventListener('change', listener)
      return () => {
        narrow.removeEventListener('change', listener)
        wide.removeEventListener('change', listener)
      }
    },
    () => (narrow.matches ? 'narrow' : wide.matches ? 'wide' : 'middle'),
  )
}
