// One check: how it stands, what was measured, and what was found. While it runs it may show something live.
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '../../../ui/classes.ts'
import { CheckMark, type CheckStand } from './CheckMark.tsx'
import { FindingNote } from './FindingNote.tsx'
import type { CheckId } from './facts.ts'
import type { Finding } from './finding.ts'

type CheckRowProps = {
  check: CheckId
  stand: CheckStand
  details: string[]
  findings: Finding[]
  /** Says what the check is for. */
  hasAbout: boolean
  /** A preview, a meter, a question. */
  children?: ReactNode
}

export function CheckRow({ check, stand, details, findings, hasAbout, children }: CheckRowProps) {
  const { t } = useTranslation('doctor')
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (stand === 'running') row.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  }, [stand])
  const isOpen = stand !== 'waiting' && stand !== 'running'
  return (
    <li
      ref={row}
      data-check={check}
      className="flex scroll-my-4 gap-3 border-b border-line px-4 py-2.5 last:border-0"
      aria-current={stand === 'running' ? 'step' : undefined}
    >
      <CheckMark stand={stand} />
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 flex-wrap items-baseline justify-between gap-x-6 leading-6">
          <p className={classes('font-medium', stand === 'waiting' && 'text-ink-soft')}>
            {t(`checks.${check}`)}
          </p>
          <div className="min-w-0 text-right text-sm text-ink-soft tabular-nums narrow:text-left">
            {hasAbout && details.length === 0 && <p className="text-ink-faint">{t(`about.${check}`)}</p>}
            {details.map((detail) => (
              <p key={detail} className="leading-6 break-words">
                {detail}
              </p>
            ))}
          </div>
        </div>
        {children}
        {isOpen && findings.length > 0 && (
          <div className="mt-0.5 flex flex-col gap-1.5">
            {findings.map((finding) => (
              <FindingNote key={`${finding.code}:${finding.values?.url ?? ''}`} finding={finding} />
            ))}
          </div>
        )}
      </div>
    </li>
  )
}
