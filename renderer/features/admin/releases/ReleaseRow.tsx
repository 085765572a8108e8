// One version for one system: where it stands, what can be done with it; opened, its files.
import { ChevronRight, TriangleAlert } from 'lucide-react'
import { useId } from 'react'
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ReleaseView } from '../../../../contract/releases.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { sizeText } from '../../files/sizes.ts'
import { shortMoment } from '../../people/local-time.ts'
import { ReleaseActions } from './ReleaseActions.tsx'
import { ReleaseFiles } from './ReleaseFiles.tsx'
import type { Standing } from './standing.ts'
import { faultText, standingText } from './words.ts'

export type ReleaseRowProps = {
  release: ReleaseView
  standing: Standing
  /** All of the same channel and system. */
  siblings: readonly ReleaseView[]
  onChanged: () => Promise<void>
  onRemoved: () => Promise<void>
}

const tones = {
  draft: 'neutral',
  incomplete: 'warn',
  broken: 'danger',
  sharing: 'accent',
  everybody: 'good',
  replaced: 'neutral',
  withdrawn: 'neutral',
} as const

export function ReleaseRow(props: ReleaseRowProps) {
  const { release, standing } = props
  const { t, i18n } = useTranslation('releases')
  const faultId = useId()
  const { language } = i18n
  const size = release.files.reduce((sum, file) => sum + file.size, 0)
  return (
    <li className="@container border-b border-line last:border-0" data-version={release.version}>
      <Disclosure className="group">
        <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 py-1.5 pr-2 pl-2">
          <Heading level={4} className="min-w-0 grow-[999] basis-56">
            <AriaButton
              slot="trigger"
              className="flex max-w-full items-center gap-2 rounded-md px-2 py-1 text-left data-hovered:bg-hover"
            >
              <ChevronRight
                size={15}
                aria-hidden
                className="shrink-0 text-ink-faint transition-transform group-data-expanded:rotate-90"
              />
              <span className="shrink-0 font-medium tabular-nums">{release.version}</span>
              <span className="truncate text-sm text-ink-faint tabular-nums">
                <time dateTime={release.createdAt}>{shortMoment(release.createdAt, language)}</time>
                {' · '}
                {t('files', { count: release.files.length, size: sizeText(size, language) })}
              </span>
            </AriaButton>
          </Heading>
          {/* At the end of the line, or on a line of its own where both don't fit. */}
          <div className="flex grow flex-wrap items-center justify-between gap-x-3 gap-y-1 pl-7">
            <span className="flex items-center gap-2">
              {standing.kind === 'sharing' && <ShareBar percentage={release.percentage} />}
              <Badge tone={tones[standing.kind]}>{standingText(t, standing, release, language)}</Badge>
            </span>
            <ReleaseActions {...props} faultId={standing.fault ? faultId : undefined} />
          </div>
        </div>
        {standing.fault && (
          <p id={faultId} className="flex items-start gap-1.5 pr-4 pb-2.5 pl-9 text-sm text-warn-ink">
            <TriangleAlert size={14} aria-hidden className="mt-[3px] shrink-0" />
            <span className="min-w-0 break-words">{faultText(t, standing.fault)}</span>
          </p>
        )}
        <DisclosurePanel>
          <ReleaseFiles release={release} />
        </DisclosurePanel>
      </Disclosure>
    </li>
  )
}

function ShareBar({ percentage }: { percentage: number }) {
  return (
    <span aria-hidden className="h-1.5 w-16 @max-[32rem]:hidden overflow-hidden rounded-full bg-pressed">
      <span
        className="block h-full rounded-full bg-accent"
        style={{ width: `${Math.max(4, percentage)}%` }}
      />
    </span>
  )
}
