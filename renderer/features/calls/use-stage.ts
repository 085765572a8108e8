// Whether the call stands in the main pane, and when it makes room: whoever goes elsewhere in the app takes the call
// along as a small window, and lets go of a preparation.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '../../app/paths.ts'
import { showToast } from '../../ui/Toast.tsx'
import { callActions } from './actions.ts'
import { liveCallStore } from './state.ts'
import { stageStore } from './store.ts'
import { isInCall } from './use-call.ts'

export function useShowsStage(): boolean {
  const isLostAside = stageStore((state) => state.isLostAside)
  return (
    liveCallStore(({ phase, isMinimised }) => phase !== 'idle' && !(isMinimised && isInCall(phase))) &&
    !isLostAside
  )
}

export function useStageMakesRoom(): void {
  const [location] = useLocation()
  const before = useRef(location)
  useEffect(() => {
    const from = before.current
    before.current = location
    if (from === location) return
    const { phase, channelId, isMinimised } = liveCallStore.getState()
    if (phase === 'idle' || !channelId || isPaneOf(paths.channel(channelId), from, location)) return
    if (phase === 'preparing') callActions.cancelPreparation()
    else if (phase === 'lost') callActions.dismiss()
    else if (!isMinimised) callActions.setMinimised(true)
  }, [location])
}

/** A small call that ends says so in passing: what is being read stays where it is. */
export function useLostAside(): void {
  const { t } = useTranslation('calls')
  useEffect(
    () =>
      liveCallStore.subscribe((now, before) => {
        if (now.phase !== 'lost') {
          if (before.phase === 'lost') stageStore.setState({ isLostAside: false })
          return
        }
        if (before.phase === 'lost' || !before.isMinimised) return
        stageStore.setState({ isLostAside: true })
        showToast({
          title: t(`over.${now.lostReason ?? 'ended'}.title`),
          tone: now.lostReason === 'failed' ? 'danger' : 'neutral',
        })
        callActions.dismiss()
      }),
    [t],
  )
}

/** Opening a thread of the conversation of the call, or closing it, is no going elsewhere: its chat is one. */
export function isPaneOf(channel: string, from: string, to: string): boolean {
  const thread = `${channel}/t/`
  return to.startsWith(thread) || (to === channel && from.startsWith(thread))
}
