// What moves while a check runs: the own picture, the level, the question about the tune, and the picture come back.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { TrackVideo } from '../screens/TrackVideo.tsx'
import { answerSpeaker } from './checkup.ts'
import type { CheckId } from './facts.ts'
import { doctorStore, heardStore } from './store.ts'
import { shownAspect } from './test-picture.ts'

export function LivePart({ check }: { check: CheckId }) {
  if (check === 'camera') return <CameraPart />
  if (check === 'microphone') return <MicrophonePart />
  if (check === 'speaker') return <SpeakerPart />
  if (check === 'loopback') return <ReturnedPart />
  return null
}

function CameraPart() {
  const isRunning = doctorStore(({ running }) => running === 'camera')
  const track = doctorStore(({ cameraTrack }) => cameraTrack)
  const { t } = useTranslation('doctor')
  return isRunning && track ? <Picture track={track} label={t('sent')} isMirrored /> : null
}

function ReturnedPart() {
  const track = doctorStore(({ returnedTrack }) => returnedTrack)
  const camera = doctorStore(({ cameraTrack }) => cameraTrack)
  const { t } = useTranslation('doctor')
  if (!track) return null
  return (
    <div className="flex flex-wrap gap-3">
      {camera && <Picture track={camera} label={t('sent')} />}
      <Picture track={track} label={t('returned')} />
    </div>
  )
}

/** Without the strip along the bottom, which is not for people. */
function Picture({
  track,
  label,
  isMirrored,
}: {
  track: MediaStreamTrack
  label: string
  isMirrored?: boolean
}) {
  return (
    <figure className="mt-2 w-56">
      <div className="overflow-hidden rounded-lg bg-stage" style={{ aspectRatio: shownAspect }}>
        <TrackVideo track={track} {...(isMirrored && { isMirrored })} className="object-top" />
      </div>
      <figcaption className="mt-1 text-xs text-ink-faint">{label}</figcaption>
    </figure>
  )
}

/** The bar is moved past React: ten times a second nothing else is drawn anew. */
function MicrophonePart() {
  const { t } = useTranslation('doctor')
  const isRunning = doctorStore(({ running }) => running === 'microphone')
  const bar = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      heardStore.subscribe(({ level }) => {
        if (!bar.current) return
        bar.current.style.transform = `scaleX(${level})`
        bar.current.parentElement?.setAttribute('aria-valuenow', String(Math.round(100 * level)))
      }),
    [],
  )
  if (!isRunning) return null
  return (
    <div className="mt-2 max-w-80">
      <p className="text-sm font-medium text-accent-ink">{t('speak')}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: <meter> cannot be drawn alike in all browsers */}
      <div
        role="meter"
        aria-label={t('level')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={0}
        className="mt-1.5 h-2 overflow-hidden rounded-full bg-pressed"
      >
        <div
          ref={bar}
          className="size-full origin-left scale-x-0 rounded-full bg-good transition-transform"
        />
      </div>
    </div>
  )
}

/** Stays until it is answered; the other checks go on meanwhile. */
function SpeakerPart() {
  const { t } = useTranslation('doctor')
  const isAsked = doctorStore(
    ({ facts }) => facts.speaker?.isPlayed === true && facts.speaker.isHeard === null,
  )
  if (!isAsked) return null
  return (
    <fieldset className="mt-1.5 flex flex-wrap items-center gap-2">
      <legend className="float-left mr-2 text-sm font-medium leading-7 text-accent-ink">
        {t('heardQuestion')}
      </legend>
      <Button size="sm" onPress={() => answerSpeaker(true)}>
        {t('heardYes')}
      </Button>
      <Button size="sm" onPress={() => answerSpeaker(false)}>
        {t('heardNo')}
      </Button>
    </fieldset>
  )
}
