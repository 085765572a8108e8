// The desktop app knows of the call: the computer stays awake, and a key of the whole system mutes.
import { useEffect } from 'react'
import { bridge } from '../../desktop/bridge.ts'
import { callActions } from './actions.ts'
import { liveCallStore } from './state.ts'
import { useIsInCall } from './use-call.ts'

export function useCallInDesktop(): void {
  const isInCall = useIsInCall()
  const isMuted = liveCallStore((state) => state.own.isMuted)
  useEffect(() => bridge.tellCall({ isInCall, isMuted }), [isInCall, isMuted])
  useEffect(() => {
    if (!isInCall) return
    return bridge.hear('call.toggleMute', () => callActions.setMuted(!liveCallStore.getState().own.isMuted))
  }, [isInCall])
}
