// What goes with a call wherever one looks: its keys, its notices, a host's request, and the question before another call.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../app/ConfirmDialog.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { usePerson } from '../../people/store.ts'
import { callActions } from '../actions.ts'
import { liveCallStore } from '../state.ts'
import { stageStore } from '../store.ts'
import { useIsInCall } from '../use-call.ts'
import { LobbyWatch } from './LobbyWatch.tsx'
import { useCallKeys, useMediaKeys } from './use-call-keys.ts'

export default function CallCompanions() {
  const isInCall = useIsInCall()
  const isPreparing = liveCallStore((state) => state.phase === 'preparing')
  useNotices()
  return (
    <>
      {isInCall && <CallKeys />}
      {isInCall && <LobbyWatch />}
      {(isInCall || isPreparing) && <MediaKeys />}
      <UnmuteDialog />
      <SwitchDialog />
    </>
  )
}

function CallKeys() {
  useCallKeys()
  return null
}

function MediaKeys() {
  useMediaKeys()
  return null
}

/** Notices that say that something does not work. */
const bad = /(Lost|Failed|Silent|Blocked|Refused|Unavailable|NotSent)$/

function useNotices(): void {
  const { t } = useTranslation('calls')
  const notices = liveCallStore((state) => state.notices)
  useEffect(() => {
    for (const { id, key, values } of notices) {
      const word = key.replace(/^notice\./, '')
      showToast({
        title: t(`notice.${word}`, { ...values, defaultValue: word }),
        tone: bad.test(word) ? 'danger' : 'neutral',
      })
      callActions.dismissNotice(id)
    }
  }, [notices, t])
}

function UnmuteDialog() {
  const { t } = useTranslation('calls')
  const by = liveCallStore((state) => state.unmuteAskedBy)
  const name = usePerson(by)?.name ?? t('somebody')
  const answer = (isAccepted: boolean) => callActions.answerUnmuteRequest(isAccepted)
  return (
    <Dialog
      isOpen={by !== null}
      onOpenChange={(isOpen) => !isOpen && answer(false)}
      role="alertdialog"
      title={t('unmuteAsked.title', { name })}
      footer={
        <>
          {/* It comes while one may be writing: a typed Enter or space must not open the microphone. */}
          <Button variant="ghost" autoFocus onPress={() => answer(false)}>
            {t('unmuteAsked.stay')}
          </Button>
          <Button variant="primary" onPress={() => answer(true)}>
            {t('bar.unmute')}
          </Button>
        </>
      }
    >
      <p className="text-ink-soft">{t('unmuteAsked.body')}</p>
    </Dialog>
  )
}

function SwitchDialog() {
  const { t } = useTranslation('calls')
  const channelId = stageStore((state) => state.switchTo)
  return (
    <ConfirmDialog
      isOpen={channelId !== null}
      onOpenChange={(isOpen) => !isOpen && stageStore.setState({ switchTo: null })}
      title={t('switch.title')}
      confirmLabel={t('switch.confirm')}
      onConfirm={async () => {
        await callActions.leave()
        if (channelId) void callActions.prepare(channelId)
      }}
    >
      {t('switch.body')}
    </ConfirmDialog>
  )
}
