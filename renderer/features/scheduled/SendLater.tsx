// "Send later", beside the send button: the usual moments, any other, and the way to what is scheduled.
import { CalendarClock, ChevronDown } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchesKeys, useShortcut } from '../../app/keyboard.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { MenuTrigger } from '../../ui/Menu.tsx'
import { sendLaterKeys } from './send-later-keys.ts'

const SendLaterMenu = lazy(() =>
  import('./SendLaterMenu.tsx').then((file) => ({ default: file.SendLaterMenu })),
)
const PickMoment = lazy(() => import('../due/PickMoment.tsx').then((file) => ({ default: file.PickMoment })))

type SendLaterProps = {
  /** Nothing is written that could be sent. */
  isEmpty: boolean
  /** Throws when the server does not take it. */
  onSchedule: (sendAt: Date) => Promise<void>
  /** Tells what `onSchedule` threw. */
  onFailed: (error: unknown) => void
  maxDays: number
}

export function SendLater({ isEmpty, onSchedule, onFailed, maxDays }: SendLaterProps) {
  const { t } = useTranslation('scheduled')
  const [isOpen, setOpen] = useState(false)
  const [isPicking, setPicking] = useState(false)
  const place = useRef<HTMLSpanElement>(null)
  useShortcut({ id: 'composer.later', keys: sendLaterKeys, label: t('sendLater'), group: 'composer' })
  useEffect(() => {
    const composer = place.current?.closest<HTMLElement>('[data-composer]')
    const openByKey = (event: KeyboardEvent) => {
      if (!matchesKeys(event, sendLaterKeys)) return
      event.preventDefault()
      event.stopPropagation()
      setOpen(true)
    }
    // On its way in: the editor takes every Enter for its own.
    composer?.addEventListener('keydown', openByKey, { capture: true })
    return () => composer?.removeEventListener('keydown', openByKey, { capture: true })
  }, [])
  return (
    <span ref={place} className="contents">
      <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <IconButton
          size="sm"
          label={t('sendLater')}
          shortcut={sendLaterKeys}
          icon={isEmpty ? <CalendarClock size={15} /> : <ChevronDown size={15} />}
        />
        {isOpen && (
          <Suspense fallback={null}>
            <SendLaterMenu
              isEmpty={isEmpty}
              onChoose={(at) => void onSchedule(at).catch(onFailed)}
              onPick={() => setPicking(true)}
            />
          </Suspense>
        )}
      </MenuTrigger>
      {isPicking && (
        <Suspense fallback={null}>
          <PickMoment
            title={t('sendLater')}
            confirmLabel={t('schedule')}
            maxDays={maxDays}
            onClose={() => setPicking(false)}
            onPick={onSchedule}
          />
        </Suspense>
      )}
    </span>
  )
}
