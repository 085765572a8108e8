// The call doctor: tries everything a call needs, says what is wrong, and what opens it.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckRow } from './CheckRow.tsx'
import { closeCheckup } from './checkup.ts'
import { detailsOf } from './details.ts'
import { type Diagnosis, diagnose } from './diagnose.ts'
import type { CheckId } from './facts.ts'
import { LivePart } from './LiveParts.tsx'
import { Outcome } from './Outcome.tsx'
import { type DoctorState, doctorStore } from './store.ts'

const groups = [
  { id: 'device', checks: ['secure', 'camera', 'microphone', 'speaker'] },
  { id: 'network', checks: ['server', 'udp', 'tcp', 'turn'] },
  { id: 'call', checks: ['loopback', 'bandwidth'] },
] as const satisfies { id: string; checks: CheckId[] }[]

export function DoctorPage() {
  const { t } = useTranslation('doctor')
  const state = doctorStore()
  const page = useRef<HTMLElement>(null)
  const isOver = state.phase === 'done' || state.phase === 'cancelled'
  useEffect(() => closeCheckup, [])
  // The page has followed the checks to its end; the outcome is at its top.
  useEffect(() => {
    if (isOver) page.current?.scrollTo({ top: 0, behavior: 'smooth' })
  }, [isOver])
  const diagnosis = diagnose(state.facts)
  return (
    <section ref={page} aria-label={t('title')} className="h-full overflow-y-auto">
      <div className="mx-auto flex w-full max-w-[48rem] flex-col gap-6 px-6 pt-5 pb-12 narrow:px-4">
        <h1 className="text-xl font-semibold tracking-[-0.015em]">{t('title')}</h1>
        <Outcome diagnosis={diagnosis} />
        {groups.map(({ id, checks }) => (
          <section key={id} aria-labelledby={`doctor-${id}`}>
            <h2 id={`doctor-${id}`} className="mb-2 text-sm font-semibold text-ink-soft">
              {t(`groups.${id}`)}
            </h2>
            <ul className="overflow-hidden rounded-xl border border-line bg-raised">
              {checks.map((check) => (
                <Row key={check} check={check} state={state} diagnosis={diagnosis} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  )
}

type RowProps = { check: CheckId; state: DoctorState; diagnosis: Diagnosis }

function Row({ check, state, diagnosis }: RowProps) {
  const { t } = useTranslation('doctor')
  const stand = standOf(check, state, diagnosis)
  return (
    <CheckRow
      check={check}
      stand={stand}
      hasAbout={state.phase === 'idle' || stand === 'running'}
      details={detailsOf(t, check, state.facts)}
      findings={diagnosis.findings.filter((finding) => finding.check === check)}
    >
      <LivePart check={check} />
    </CheckRow>
  )
}

function standOf(check: CheckId, { phase, running, finished }: DoctorState, { checks }: Diagnosis) {
  if (phase === 'idle') return 'waiting'
  if (phase !== 'running' || finished.includes(check)) return checks[check]
  return running === check ? 'running' : 'waiting'
}
