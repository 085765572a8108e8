// What of calls lies over the whole window: rings, the small call, its keys, its words and its questions. Small itself;
// the heavy parts are loaded when a call begins.
import { lazy, Suspense } from 'react'
import { RingLayer } from './ringing/RingLayer.tsx'
import { liveCallStore } from './state.ts'
import { useIsInCall } from './use-call.ts'
import { useCallInDesktop } from './use-call-in-desktop.ts'
import { useShowsStage } from './use-stage.ts'

const FloatingCall = lazy(() => import('./screens/FloatingCall.tsx'))
const CallCompanions = lazy(() => import('./screens/CallCompanions.tsx'))

export function CallLayer() {
  const isIdle = liveCallStore((state) => state.phase === 'idle')
  const isInCall = useIsInCall()
  const showsStage = useShowsStage()
  useCallInDesktop()
  return (
    <>
      <RingLayer />
      <Suspense fallback={null}>
        {!isIdle && <CallCompanions />}
        {isInCall && !showsStage && <FloatingCall />}
      </Suspense>
    </>
  )
}
