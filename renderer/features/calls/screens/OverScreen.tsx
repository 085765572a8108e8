// The call is over for this window: why, and what can be done about it.
import { Lock, PhoneOff, ServerOff, UserX, WifiOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../../contract/calls.ts'
import { call } from '../../../data/api.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { useChannel } from '../../channels/store.ts'
import { myId } from '../../people/store.ts'
import { callActions } from '../actions.ts'
import { DoctorButton } from '../doctor/DoctorButton.tsx'
import { type LostReason, liveCallStore } from '../state.ts'

/** Of a call that nobody took: what the called ones did. */
type Unanswered = 'declined' | 'busy' | 'noAnswer'

function unansweredOf(ended: CallView | null): Unanswered | null {
  if (!ended || ended.ringsUntil === null || ended.startedById !== myId()) return null
  const others = ended.participants.filter(({ personId }) => personId !== ended.startedById)
  if (others.length === 0 || others.some(({ joinedAt }) => joinedAt !== null)) return null
  const did = (state: string) => others.every((one) => one.state === state)
  return did('declined') ? 'declined' : did('busy') ? 'busy' : 'noAnswer'
}

/** The call as it ended: this window left it before the last word came. */
function useFinalCall(): CallView | null {
  const callId = liveCallStore((state) => (state.lostReason === 'ended' ? state.callId : null))
  const [found, setFound] = useState<CallView | null>(null)
  useEffect(() => {
    setFound(null)
    if (!callId) return
    let isWanted = true
    call('calls.find', { callId }).then(
      (answer) => isWanted && setFound(answer.call),
      // Then it is over, and nothing more is said.
      () => {},
    )
    return () => {
      isWanted = false
    }
  }, [callId])
  return found
}

const icons = {
  declined: PhoneOff,
  busy: PhoneOff,
  noAnswer: PhoneOff,
  left: PhoneOff,
  ended: PhoneOff,
  moved: PhoneOff,
  removed: UserX,
  refused: UserX,
  accessEnded: UserX,
  failed: WifiOff,
  unavailable: ServerOff,
  locked: Lock,
  full: Lock,
} as const

/** After these another try may go well. */
const mayTryAgain: readonly LostReason[] = [
  'failed',
  'full',
  'locked',
  'left',
  'moved',
  'unavailable',
  'ended',
]

export function OverScreen() {
  const { t } = useTranslation('calls')
  const close = useRef<HTMLButtonElement>(null)
  const reason = liveCallStore((state) => state.lostReason) ?? 'ended'
  const unanswered = unansweredOf(useFinalCall())
  const word = reason === 'ended' && unanswered ? unanswered : reason
  const channelId = liveCallStore((state) => state.channelId)
  const joined = useChannel(channelId)
  const isOpen = Boolean(joined?.state.call)
  useEffect(() => close.current?.focus(), [])
  const Icon = icons[word]
  const again =
    channelId && joined && mayTryAgain.includes(reason) && (reason !== 'ended' || isOpen || unanswered)
  return (
    <section
      aria-label={t('stage.label')}
      data-testid="call-over"
      data-reason={reason}
      onKeyDown={(event) => event.key === 'Escape' && callActions.dismiss()}
      className="flex h-full flex-col justify-center overflow-y-auto bg-canvas"
    >
      <EmptyState
        icon={<Icon size={22} />}
        title={t(`over.${word}.title`)}
        action={
          <>
            {again && (
              <Button variant="primary" onPress={() => void callActions.prepare(channelId)}>
                {t(reason === 'moved' ? 'over.hereAgain' : word === reason ? 'over.again' : 'over.callAgain')}
              </Button>
            )}
            <Button ref={close} onPress={() => callActions.dismiss()}>
              {t('over.close')}
            </Button>
            {(reason === 'failed' || reason === 'unavailable') && <DoctorButton />}
          </>
        }
      >
        <span role="status">{t(`over.${word}.body`)}</span>
      </EmptyState>
    </section>
  )
}
