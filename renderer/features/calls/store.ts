// What this viewer chose to see of a call: the layout, what is large, the people beside it. Kept on this device where a
// person would expect it to be.
import { create } from 'zustand'
import type { ChannelId } from '../../../contract/ids.ts'
import type { LayoutChoice } from './layout/arrange.ts'
import type { Point } from './layout/floating.ts'

type StageState = {
  layout: LayoutChoice
  /** Key of the tile that is kept large. */
  pinned: string | null
  /** Key of the one screen to show of several; null: all side by side. */
  shownScreen: string | null
  page: number
  isPeopleOpen: boolean
  isFull: boolean
  /** The call was lost while it was small: told in a toast, and not in place of what is being read. */
  isLostAside: boolean
  /** Another conversation to call in, while one is in a call: asked about first. */
  switchTo: ChannelId | null
  /** Where the small window was put, as parts of the page; null: its usual place. */
  floatingAt: Point | null
}

const storageKey = 'nucleus.calls.stage'

function load(): Pick<StageState, 'layout' | 'floatingAt'> {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<StageState>
    const layout = kept.layout === 'grid' || kept.layout === 'speaker' ? kept.layout : 'auto'
    const at = kept.floatingAt
    return { layout, floatingAt: at && Number.isFinite(at.x) && Number.isFinite(at.y) ? at : null }
  } catch {
    return { layout: 'auto', floatingAt: null }
  }
}

const fresh = {
  pinned: null,
  shownScreen: null,
  page: 0,
  isPeopleOpen: false,
  isFull: false,
  isLostAside: false,
  switchTo: null,
}

export const stageStore = create<StageState>()(() => ({ ...load(), ...fresh }))

stageStore.subscribe(({ layout, floatingAt }, before) => {
  if (layout === before.layout && floatingAt === before.floatingAt) return
  try {
    localStorage.setItem(storageKey, JSON.stringify({ layout, floatingAt }))
  } catch {
    // Not remembered.
  }
})

/** A new call begins with nothing pinned and nothing open beside it. */
export const resetStage = (): void => stageStore.setState(fresh)
