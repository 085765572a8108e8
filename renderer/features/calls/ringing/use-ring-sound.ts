// Sounds and notices of a ring: of the windows of one browser only one makes them.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../../contract/calls.ts'
import type { CallId } from '../../../../contract/ids.ts'
import { newId } from '../../../data/new-id.ts'
import { bridge } from '../../../desktop/bridge.ts'
import { mayRing } from '../../notifications/may-ring.ts'
import { Windows } from '../../notifications/one-window.ts'
import { peopleStore, personName } from '../../people/store.ts'
import { useIsInCall } from '../use-call.ts'
import { ringStore } from './store.ts'
import { playTone } from './tones.ts'

/** How often to ask whether this window has become the one that sounds, as when the other was closed. */
const speakerCheckMs = 500

export function useRingSound(): void {
  const isInCall = useIsInCall()
  const windows = useRef<Windows | null>(null)
  const notified = useRef(new Set<CallId>())
  const { t } = useTranslation('calls')
  const loud = ringStore(
    ({ calls, quiet, isSoundOn }) => isSoundOn && calls.some((call) => isLoud(call, quiet)),
  )
  const calls = ringStore((state) => state.calls)

  useEffect(() => {
    windows.current = new Windows('nucleus-ringing', newId())
    return () => windows.current?.close()
  }, [])

  useEffect(() => {
    if (!loud) return
    let stop: (() => void) | null = null
    let timer: ReturnType<typeof setInterval> | undefined
    let isOver = false
    const look = () => {
      if (!stop && windows.current?.isSpeaker) stop = playTone(isInCall ? 'waiting' : 'ring')
    }
    void bridge.isQuiet().then((isQuiet) => {
      if (isOver || isQuiet) return
      look()
      timer = setInterval(look, speakerCheckMs)
    })
    return () => {
      isOver = true
      clearInterval(timer)
      stop?.()
    }
  }, [loud, isInCall])

  useEffect(() => {
    // The desktop app has a window for it.
    if (bridge.isDesktop) return
    for (const call of calls) {
      if (notified.current.has(call.id) || document.hasFocus() || !windows.current?.isSpeaker) continue
      if (!mayRing(call)) continue
      notified.current.add(call.id)
      bridge.notify({
        title: t('ring.calling', { name: personName(call.startedById) }),
        body: t('ring.noticeBody'),
        tag: `call:${call.channelId}`,
        icon: peopleStore.getState().people.get(call.startedById)?.picture ?? undefined,
        onClick: () => undefined,
      })
    }
  }, [calls, t])
}

/** Muted conversations ring without a sound, and so does everything while the viewer is not to be disturbed. */
const isLoud = (call: CallView, quiet: ReadonlySet<CallId>): boolean => !quiet.has(call.id) && mayRing(call)
