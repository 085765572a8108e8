// Why there is no microphone or camera, and what to do about it.
import { useTranslation } from 'react-i18next'
import { Banner } from '../../../ui/Banner.tsx'
import { DoctorButton } from '../doctor/DoctorButton.tsx'
import type { DeviceProblem } from '../state.ts'

type DeviceProblemNoteProps = { kind: 'microphone' | 'camera'; problem: DeviceProblem }

export function DeviceProblemNote({ kind, problem }: DeviceProblemNoteProps) {
  const { t } = useTranslation('calls')
  // Browsers hide all devices from pages that came over plain http: then nothing else is worth trying.
  const word = window.isSecureContext ? problem : 'insecure'
  return (
    <Banner tone="warn" action={<DoctorButton size="sm" />}>
      <strong className="block font-semibold">{t(`problem.${kind}.${word}`)}</strong>
      {t(word === 'missing' && kind === 'camera' ? 'problem.fix.missingCamera' : `problem.fix.${word}`)}
    </Banner>
  )
}
