// A list of the viewer's own that the server keeps: asked for when something shows it, and again whenever an entry says
// that it changed. The entries carry none of its text.
import { create } from 'zustand'
import { connectionStore } from '../../data/connection.ts'

export type OwnList<View> = { views: readonly View[] | null; error: unknown }
type Answer<View> = { views: View[]; head: number }

export function createOwnList<View>(ask: () => Promise<Answer<View>>) {
  const store = create<OwnList<View>>()(() => ({ views: null, error: null }))
  let head = 0
  let isWanted = false
  let asking: Promise<void> | null = null
  let isStale = false
  /** Answers for somebody who has signed out count for nobody. */
  let turn = 0

  const askOnce = async () => {
    const mine = turn
    try {
      const answer = await ask()
      if (mine !== turn) return
      head = answer.head
      store.setState({ views: answer.views, error: null })
    } catch (error) {
      if (mine === turn) store.setState({ error })
    }
  }
  /** Resolves when the list is as new as this call; what comes while it is asked for is asked for once more. */
  const refresh = (): Promise<void> => {
    isStale = true
    asking ??= (async () => {
      while (isStale) {
        isStale = false
        await askOnce()
      }
    })().finally(() => {
      asking = null
    })
    return asking
  }
  connectionStore.subscribe((now, before) => {
    const isBack = now.status === 'online' && before.status !== 'online'
    if (isBack && isWanted && store.getState().error !== null) void refresh()
  })

  return {
    store,
    refresh,
    /** Asks for it when nobody has yet. */
    want(): void {
      if (isWanted) return
      isWanted = true
      void refresh()
    },
    /** An entry of the own stream said that it changed. */
    hear: (number: number): Promise<void> => (isWanted && number > head ? refresh() : Promise.resolve()),
    /** Fresh state was taken: entries may have been missed. */
    restart(): void {
      if (isWanted) void refresh()
    },
    /** The session is over. */
    forget(): void {
      turn += 1
      head = 0
      isWanted = false
      isStale = false
      store.setState({ views: null, error: null })
    },
  }
}
