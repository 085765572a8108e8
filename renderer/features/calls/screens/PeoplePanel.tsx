// Who is in the call, who waits, who was called; and what a host may do.
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParticipantView } from '../../../../contract/calls.ts'
import { ConfirmDialog } from '../../../app/ConfirmDialog.tsx'
import { Button } from '../../../ui/Button.tsx'
import { classes } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PersonAvatar } from '../../people/PersonAvatar.tsx'
import { usePerson } from '../../people/store.ts'
import { callActions } from '../actions.ts'
import { liveCallStore } from '../state.ts'
import { stageStore } from '../store.ts'
import { HostRules } from './HostRules.tsx'
import { SeatRow } from './SeatRow.tsx'

const noParticipants: readonly ParticipantView[] = []

export function PeoplePanel({ isOver }: { isOver: boolean }) {
  const { t } = useTranslation('calls')
  const seats = liveCallStore((state) => state.seats)
  const mine = liveCallStore((state) => state.seatId)
  const participants = liveCallStore((state) => state.call?.participants ?? noParticipants)
  const isHost = Boolean(mine && seats.get(mine)?.isHost)
  const waiting = participants.filter(({ state }) => state === 'waiting')
  const called = participants.filter(({ state }) => ['ringing', 'declined', 'busy', 'missed'].includes(state))
  const close = () => stageStore.setState({ isPeopleOpen: false })
  return (
    <aside
      aria-label={t('people.title')}
      data-pane
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && close()}
      className={classes(
        'flex w-72 shrink-0 flex-col overflow-hidden rounded-xl bg-stage-bar outline-none',
        isOver
          ? 'absolute inset-y-2 right-2 z-20 max-w-[calc(100%-1rem)] animate-slide-in shadow-float'
          : 'my-1 me-2',
      )}
    >
      <header className="flex h-11 shrink-0 items-center justify-between ps-4 pe-2">
        <h2 className="font-semibold">{t('people.title')}</h2>
        <IconButton label={t('people.close')} icon={<X size={16} />} onPress={close} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto pb-3">
        {isHost && waiting.length > 0 && (
          <PeopleSection title={t('people.waiting', { count: waiting.length })}>
            {waiting.map((one) => (
              <WaitingRow key={one.personId} participant={one} />
            ))}
          </PeopleSection>
        )}
        <PeopleSection title={t('people.here', { count: seats.size })}>
          {[...seats.values()].map((seat) => (
            <SeatRow key={seat.seatId} seat={seat} isMine={seat.seatId === mine} canHost={isHost} />
          ))}
        </PeopleSection>
        {called.length > 0 && (
          <PeopleSection title={t('people.called')}>
            {called.map((one) => (
              <CalledRow key={one.personId} participant={one} />
            ))}
          </PeopleSection>
        )}
      </div>
      {isHost && <HostFooter count={seats.size} />}
    </aside>
  )
}

function PeopleSection({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="px-2 pt-1">
      <h3 className="px-2 py-1 text-xs font-medium text-ink-faint">{title}</h3>
      <ul className="flex flex-col">{children}</ul>
    </section>
  )
}

function WaitingRow({ participant: { personId } }: { participant: ParticipantView }) {
  const { t } = useTranslation('calls')
  const name = usePerson(personId)?.name ?? t('somebody')
  return (
    <li className="flex items-center gap-2 rounded-md px-2 py-1.5">
      <PersonAvatar personId={personId} size={28} />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <IconButton
        label={t('people.deny', { name })}
        icon={<X size={15} />}
        onPress={() => callActions.answerLobby(personId, false)}
      />
      <Button
        size="sm"
        variant="primary"
        aria-label={t('people.admitNamed', { name })}
        onPress={() => callActions.answerLobby(personId, true)}
      >
        {t('people.admit')}
      </Button>
    </li>
  )
}

/** How far the ring has come with somebody. */
export function CalledRow({ participant: { personId, state } }: { participant: ParticipantView }) {
  const { t } = useTranslation('calls')
  const name = usePerson(personId)?.name ?? t('somebody')
  return (
    <li className="flex items-center gap-2.5 rounded-md px-2 py-1.5">
      <PersonAvatar
        personId={personId}
        size={28}
        className={state === 'ringing' ? 'animate-shimmer' : 'opacity-60'}
      />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <span className="shrink-0 text-sm text-ink-faint">{t(`called.${state}`)}</span>
    </li>
  )
}

function HostFooter({ count }: { count: number }) {
  const { t } = useTranslation('calls')
  const [isEnding, setEnding] = useState(false)
  return (
    <footer className="flex shrink-0 flex-col gap-3 border-t border-line p-3">
      <HostRules />
      <div className="flex gap-2">
        <Button
          size="sm"
          className="flex-1"
          isDisabled={count < 2}
          onPress={() => callActions.muteSeat(null)}
        >
          {t('people.muteAll')}
        </Button>
        <Button size="sm" variant="danger-ghost" className="flex-1" onPress={() => setEnding(true)}>
          {t('people.endForAll')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isEnding}
        onOpenChange={setEnding}
        title={t('endForAll.title')}
        confirmLabel={t('endForAll.confirm')}
        isDestructive
        onConfirm={() => callActions.endForAll()}
      >
        {t('endForAll.body')}
      </ConfirmDialog>
    </footer>
  )
}
