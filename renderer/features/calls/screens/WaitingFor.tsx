// Alone in the call: who is being called and how they answer, or that one waits for others. The caller hears it ring.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParticipantView } from '../../../../contract/calls.ts'
import { PersonAvatar } from '../../people/PersonAvatar.tsx'
import { usePerson } from '../../people/store.ts'
import { ringStore } from '../ringing/store.ts'
import { playTone } from '../ringing/tones.ts'
import { liveCallStore } from '../state.ts'

const none: readonly ParticipantView[] = []

export function WaitingFor() {
  const { t } = useTranslation('calls')
  const isAlone = liveCallStore(({ seats }) => seats.size <= 1)
  const participants = liveCallStore((state) => state.call?.participants ?? none)
  const called = participants.filter(({ state }) => ['ringing', 'declined', 'busy', 'missed'].includes(state))
  const isRinging = called.some(({ state }) => state === 'ringing')
  useRingback(isAlone && isRinging)
  if (!isAlone) return <StillRinging called={called} />
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 z-10 flex justify-center px-4">
      <div
        className="pointer-events-auto max-w-full rounded-xl bg-stage-bar/95 px-4 py-3 shadow-float"
        role="status"
      >
        <p className="text-center font-semibold">{t(isRinging ? 'alone.calling' : 'alone.title')}</p>
        {called.length === 0 ? (
          <p className="mt-0.5 text-center text-sm text-ink-faint">{t('alone.body')}</p>
        ) : (
          <ul className="mt-2.5 flex flex-wrap justify-center gap-4">
            {called.slice(0, 8).map((one) => (
              <Called key={one.personId} participant={one} />
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function Called({ participant: { personId, state } }: { participant: ParticipantView }) {
  const { t } = useTranslation('calls')
  const name = usePerson(personId)?.name ?? t('somebody')
  return (
    <li className="flex w-22 flex-col items-center gap-1 text-center" data-called={state}>
      <span className="relative">
        {state === 'ringing' && (
          <span aria-hidden className="absolute inset-0 animate-ring-wave rounded-xl bg-accent/40" />
        )}
        <PersonAvatar
          personId={personId}
          size={36}
          className={state === 'ringing' ? 'relative' : 'relative opacity-55'}
        />
      </span>
      <span className="w-full truncate text-sm">{name}</span>
      <span className="text-xs text-ink-faint">{t(`called.${state}`)}</span>
    </li>
  )
}

/** Some are here, and others still ring: said in one small line. */
function StillRinging({ called }: { called: readonly ParticipantView[] }) {
  const { t } = useTranslation('calls')
  const ringing = called.filter(({ state }) => state === 'ringing')
  if (ringing.length === 0) return null
  return (
    <p
      role="status"
      className="pointer-events-none absolute inset-x-0 top-2 z-10 mx-auto flex w-fit items-center gap-2 rounded-full bg-scrim px-3 py-1 text-sm text-white"
    >
      {t('alone.stillRinging', { count: ringing.length })}
    </p>
  )
}

function useRingback(isOn: boolean): void {
  const isSoundOn = ringStore((state) => state.isSoundOn)
  useEffect(() => {
    return isOn && isSoundOn ? playTone('ringback') : undefined
  }, [isOn, isSoundOn])
}
