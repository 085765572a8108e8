// The call in the main pane, in whatever phase it is. Loaded when the first one begins.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { liveCallStore } from '../state.ts'
import { resetStage, stageStore } from '../store.ts'
import { ControlBar } from './ControlBar.tsx'
import { FloatingReactions } from './FloatingReactions.tsx'
import { useFullScreen } from './full-screen.ts'
import { LobbyScreen } from './LobbyScreen.tsx'
import { OverScreen } from './OverScreen.tsx'
import { OwnShares } from './OwnShares.tsx'
import { PeoplePanel } from './PeoplePanel.tsx'
import { PrepareScreen } from './PrepareScreen.tsx'
import { StageArea } from './StageArea.tsx'
import { StageHeader } from './StageHeader.tsx'
import { TalkingHint } from './TalkingHint.tsx'
import { useSize } from './use-size.ts'
import { WaitingFor } from './WaitingFor.tsx'

/** Below this width the people lie over the pictures, and less is offered at once. */
const narrowStage = 760
const compactStage = 580
const tinyStage = 410

export default function CallStage() {
  const phase = liveCallStore((state) => state.phase)
  const callId = liveCallStore((state) => state.callId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another call begins afresh
  useEffect(() => resetStage, [callId])
  if (phase === 'preparing') return <PrepareScreen />
  if (phase === 'lost') return <OverScreen />
  if (phase === 'joining' || phase === 'waiting') return <LobbyScreen />
  return <Stage />
}

function Stage() {
  const { t } = useTranslation('calls')
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const isPeopleOpen = stageStore((state) => state.isPeopleOpen)
  const isReconnecting = liveCallStore((state) => state.phase === 'reconnecting')
  useFullScreen()
  useEffect(() => box.current?.focus(), [])
  return (
    <section
      ref={box}
      aria-label={t('stage.label')}
      data-testid="call-stage"
      tabIndex={-1}
      className="relative flex h-full min-h-0 flex-col overflow-hidden bg-stage text-ink scheme-dark outline-none"
    >
      <StageHeader />
      {isReconnecting && (
        <p
          role="status"
          className="mx-auto mb-1.5 shrink-0 rounded-full bg-warn-tint px-3 py-1 text-sm font-medium text-warn-ink"
        >
          {t('stage.reconnecting')}
        </p>
      )}
      <OwnShares />
      <div className="relative flex min-h-0 flex-1">
        <div className="relative flex min-w-0 flex-1 flex-col">
          <StageArea />
          <WaitingFor />
          <FloatingReactions />
          <TalkingHint />
        </div>
        {isPeopleOpen && <PeoplePanel isOver={width < narrowStage} />}
      </div>
      <ControlBar room={width < tinyStage ? 'tiny' : width < compactStage ? 'compact' : 'wide'} />
    </section>
  )
}
