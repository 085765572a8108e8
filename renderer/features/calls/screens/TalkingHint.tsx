// One speaks, and nobody hears it.
import { MicOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { Kbd } from '../../../ui/Kbd.tsx'
import { callActions } from '../actions.ts'
import { liveCallStore } from '../state.ts'
import { callKeys } from './call-keys.ts'

export function TalkingHint() {
  const { t } = useTranslation('calls')
  const isTalking = liveCallStore(({ own }) => own.isMuted && own.isTalkingWhileMuted)
  if (!isTalking) return null
  return (
    <div
      role="status"
      className="absolute inset-x-0 bottom-2 z-20 mx-auto flex w-fit max-w-[calc(100%-1rem)] animate-rise-in items-center gap-3 rounded-xl bg-stage-bar py-2 ps-3.5 pe-2 shadow-float"
    >
      <MicOff size={16} className="shrink-0 text-danger-ink" aria-hidden />
      <span className="min-w-0">
        {t('talking.title')}{' '}
        <span className="text-ink-faint narrow:hidden">
          {t('talking.hold')} <Kbd keys={callKeys.pushToTalk} />
        </span>
      </span>
      <Button size="sm" variant="primary" onPress={() => callActions.setMuted(false)}>
        {t('bar.unmute')}
      </Button>
    </div>
  )
}
