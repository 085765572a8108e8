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
  /** The focus that a click leaves on a button of the call is no wish to press that button by key. */
  const isByPointer = useRef(false)
  useEffect(() => {
    const pointed = () => {
      isByPointer.current = true
    }
    const down = (event: KeyboardEvent) => {
      if (event.key === 'Tab') isByPointer.current = false
      if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      const isClicked = isByPointer.current && isCallButton(event.target)
      if (event.defaultPrevented || (isTakenBy(event.target) && !isClicked)) return
      if (isClicked && !isHeld.current && !own().isMuted) return
      event.preventDefault()
      // Or the button would be pressed as well when the key is let go.
      if (isClicked) event.stopPropagation()
      if (event.repeat || isHeld.current || !own().isMuted) return
      isHeld.current = true
      callActions.setMuted(false)
    }
    const release = () => {
      if (!isHeld.current) return
      isHeld.current = false
      callActions.setMuted(true)
    }
    const up = (event: KeyboardEvent) => {
      if (event.key !== ' ' || !isHeld.current) return
      event.preventDefault()
      release()
    }
    document.addEventListener('pointerdown', pointed, true)
    document.addEventListener('keydown', down, true)
    document.addEventListener('keyup', up, true)
    // The key may be let go in another window: an open microphone must not stay behind.
    window.addEventListener('blur', release)
    return () => {
      release()
      document.removeEventListener('pointerdown', pointed, true)
      document.removeEventListener('keydown', down, true)
      document.removeEventListener('keyup', up, true)
      window.removeEventListener('blur', release)
    }
  }, [])
}

const isCallButton = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('[role="toolbar"] button, [data-testid="call-floating"] button') !== null

/** Whatever has a use for the space bar itself. */
function isTakenBy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, button, a[href], summary, [contenteditable], [role="button"], [role="slider"], [role="menuitem"], [role="option"], [role="switch"], [data-modal]',
    ) !== null
  )
}
