// The head of the page: what this is, how far it is, and what came of it.
import { CircleAlert, CircleCheck, CircleHelp, RotateCcw, Stethoscope, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { ProgressBar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { classes } from '../../../ui/classes.ts'
import { liveCallStore } from '../state.ts'
import { CopyReport } from './CopyReport.tsx'
import { cancelCheckup, startCheckup } from './checkup.ts'
import type { Diagnosis } from './diagnose.ts'
import { checkIds } from './facts.ts'
import { doctorStore } from './store.ts'

const looks = {
  fine: { icon: CircleCheck, ground: 'bg-good-tint', ink: 'text-good-ink' },
  limited: { icon: TriangleAlert, ground: 'bg-warn-tint', ink: 'text-warn-ink' },
  impossible: { icon: CircleAlert, ground: 'bg-danger-tint', ink: 'text-danger-ink' },
  unfinished: { icon: CircleHelp, ground: 'bg-sunken', ink: 'text-ink-soft' },
  calm: { icon: Stethoscope, ground: 'bg-accent-tint', ink: 'text-accent-ink' },
} as const

export function Outcome({ diagnosis }: { diagnosis: Diagnosis }) {
  const phase = doctorStore((state) => state.phase)
  if (phase === 'idle') return <Invitation />
  return phase === 'running' ? <Progress /> : <Result diagnosis={diagnosis} />
}

type CardProps = { look: keyof typeof looks; title: string; body?: ReactNode; children?: ReactNode }

function Card({ look, title, body, children }: CardProps) {
  const { icon: Icon, ground, ink } = looks[look]
  return (
    <div className={classes('flex gap-4 rounded-xl p-5', ground)} data-outcome={look}>
      <Icon size={28} strokeWidth={1.75} className={classes('shrink-0', ink)} aria-hidden />
      <div className="min-w-0 flex-1">
        <p className={classes('text-lg font-semibold tracking-[-0.01em] text-balance', ink)}>{title}</p>
        {body && <p className="mt-0.5 text-pretty text-ink-soft">{body}</p>}
        {children}
      </div>
    </div>
  )
}

function Invitation() {
  const { t } = useTranslation('doctor')
  const isInCall = liveCallStore(({ phase }) => !['idle', 'lost', 'preparing'].includes(phase))
  return (
    <Card look="calm" title={t('invitation')} body={t('lead')}>
      {isInCall ? (
        <Banner tone="warn" className="mt-3">
          {t('inCall')}
        </Banner>
      ) : (
        <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button variant="primary" size="lg" onPress={startCheckup}>
            {t('start')}
          </Button>
          <p className="text-sm text-ink-soft">{t('permission')}</p>
        </div>
      )}
    </Card>
  )
}

function Progress() {
  const { t } = useTranslation('doctor')
  const running = doctorStore((state) => state.running)
  const finished = doctorStore((state) => state.finished.length)
  const percent = Math.round((100 * finished) / checkIds.length)
  return (
    <div className="rounded-xl bg-accent-tint p-5" data-outcome="running">
      <div className="flex items-center justify-between gap-4">
        <p className="text-lg font-semibold tracking-[-0.01em] text-accent-ink" role="status">
          {t(`running.${running ?? 'secure'}`)}
        </p>
        <Button onPress={cancelCheckup}>{t('cancel')}</Button>
      </div>
      <ProgressBar aria-label={t('progress')} value={percent} className="mt-4 block">
        <div className="h-1.5 overflow-hidden rounded-full bg-pressed">
          <div
            className="h-full rounded-full bg-accent transition-[width] duration-500"
            style={{ width: `${Math.max(4, percent)}%` }}
          />
        </div>
      </ProgressBar>
    </div>
  )
}

function Result({ diagnosis }: { diagnosis: Diagnosis }) {
  const { t } = useTranslation('doctor')
  const isCancelled = doctorStore((state) => state.phase === 'cancelled')
  const { overall, findings } = diagnosis
  const count = findings.filter(({ verdict }) => verdict !== 'note').length
  const look = isCancelled ? 'unfinished' : overall
  return (
    <div role="status">
      <Card
        look={look}
        title={t(isCancelled ? 'overall.cancelled' : `overall.${overall}`)}
        body={t(isCancelled ? 'overall.unfinishedBody' : `overall.${overall}Body`, { count })}
      >
        <div className="mt-4 flex flex-wrap items-start gap-2">
          <Button variant="primary" icon={<RotateCcw size={15} />} onPress={startCheckup}>
            {t('again')}
          </Button>
          <CopyReport diagnosis={diagnosis} />
        </div>
      </Card>
    </div>
  )
}
