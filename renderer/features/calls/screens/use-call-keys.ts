// The shortcuts of a call, alive as long as one is in it, wherever in the app one looks.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../../app/keyboard.ts'
import { callActions } from '../actions.ts'
import { liveCallStore } from '../state.ts'
import { callKeys } from './call-keys.ts'

const group = 'call' as const

const own = () => liveCallStore.getState().own

/** Microphone and camera: also before joining. */
export function useMediaKeys(): void {
  const { t } = useTranslation('calls')
  useShortcut({
    id: 'call.mute',
    keys: callKeys.mute,
    label: t('keys.mute'),
    group,
    isInDialog: true,
    run: () => callActions.setMuted(!own().isMuted),
  })
  useShortcut({
    id: 'call.camera',
    keys: callKeys.camera,
    label: t('keys.camera'),
    group,
    isInDialog: true,
    run: () => void callActions.setCamera(!own().isCameraOn),
  })
}

export function useCallKeys(): void {
  const { t } = useTranslation('calls')
  useShortcut({
    id: 'call.hand',
    keys: callKeys.hand,
    label: t('keys.hand'),
    group,
    run: () => {
      const { seats, seatId } = liveCallStore.getState()
      callActions.raiseHand(!(seatId && seats.get(seatId)?.handRaisedAt))
    },
  })
  useShortcut({
    id: 'call.share',
    keys: callKeys.share,
    label: t('keys.share'),
    group,
    run: () => {
      const [share] = own().shares
      if (share) callActions.stopShare(share.shareId)
      else void callActions.startShare('text')
    },
  })
  useShortcut({
    id: 'call.minimise',
    keys: callKeys.minimise,
    label: t('keys.minimise'),
    group,
    run: () => callActions.setMinimised(!liveCallStore.getState().isMinimised),
  })
  useShortcut({
    id: 'call.leave',
    keys: callKeys.leave,
    label: t('keys.leave'),
    group,
    run: () => void callActions.leave(),
  })
  usePushToTalk(t('keys.pushToTalk'))
}

/** Held while muted, the space bar opens the microphone; let go, it closes again. Not while typing or on a button. */
function usePushToTalk(label: string): void {
  useShortcut({ id: 'call.pushToTalk', keys: callKeys.pushToTalk, label, group })
  const isHeld = useRef(false)
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      if (event.defaultPrevented || isTakenBy(event.target)) return
      event.preventDefault()
      if (event.repeat || isHeld.current || !liveCallStore.getState().own.isMuted) return
      isHeld.current = true
      callActions.setMuted(false)
    }
    const release = () => {
      if (!isHeld.current) return
      isHeld.current = false
      callActions.setMuted(true)
    }
    const up = (event: KeyboardEvent) => event.key === ' ' && release()
    document.addEventListener('keydown', down)
    document.addEventListener('keyup', up)
    // The key may be let go in another window: an open microphone must not stay behind.
    window.addEventListener('blur', release)
    return () => {
      release()
      document.removeEventListener('keydown', down)
      document.removeEventListener('keyup', up)
      window.removeEventListener('blur', release)
    }
  }, [])
}

/** Whatever has a use for the space bar itself. */
function isTakenBy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, button, a[href], summary, [contenteditable="true"], [role="button"], [role="slider"], [role="menuitem"], [role="option"], [role="switch"], [data-modal]',
    ) !== null
  )
}
