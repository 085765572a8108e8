// How many people use each version of the desktop app, and a browser.
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../../contract/commands.ts'
import type { ReleaseView } from '../../../../contract/releases.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { classes } from '../../../ui/classes.ts'
import { shortMoment } from '../../people/local-time.ts'
import { judgeUsage, type UsageRow } from './usage.ts'

type VersionsInUseProps = {
  used: OutputOf<'releases.versionsInUse'>
  releases: readonly ReleaseView[]
  leastApp: string | null
}

const columns = ['system', 'version', 'people', 'seen'] as const
const cell = 'py-1.5 pr-4 last:pr-0'

export function VersionsInUse({ used: { apps, browsers }, releases, leastApp }: VersionsInUseProps) {
  const { t, i18n } = useTranslation('releases')
  const rows = judgeUsage(apps, { releases, leastApp })
  if (rows.length === 0)
    return <p className="text-sm text-ink-soft">{t('usage.none', { count: browsers })}</p>
  return (
    <table className="w-full border-collapse text-left text-sm" aria-label={t('usage.title')}>
      <thead>
        <tr className="border-b border-line text-xs text-ink-faint">
          {columns.map((column) => (
            <th key={column} scope="col" className={classes(cell, 'font-medium whitespace-nowrap')}>
              {t(`usage.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <UsageLine
            key={`${row.platform} ${row.version}`}
            row={row}
            isFirstOfSystem={rows[index - 1]?.platform !== row.platform}
          />
        ))}
        <tr className="text-ink-soft">
          <th scope="row" colSpan={2} className={classes(cell, 'font-normal')}>
            {t('usage.browsers')}
          </th>
          <td className={classes(cell, 'tabular-nums')}>
            {new Intl.NumberFormat(i18n.language).format(browsers)}
          </td>
          <td className={cell} />
        </tr>
      </tbody>
    </table>
  )
}

function UsageLine({ row, isFirstOfSystem }: { row: UsageRow; isFirstOfSystem: boolean }) {
  const { t, i18n } = useTranslation('releases')
  const { platform, version, people, lastSeenAt, age, part } = row
  return (
    <tr className="border-b border-line">
      <td className={classes(cell, 'w-28 whitespace-nowrap')}>
        <span className={classes(!isFirstOfSystem && 'sr-only')}>{t(`system.${platform}`)}</span>
      </td>
      <th scope="row" className={classes(cell, 'font-normal whitespace-nowrap')}>
        <span className={classes('tabular-nums', age === 'newest' && 'font-medium')}>{version}</span>{' '}
        {age === 'newest' && <Badge tone="good">{t('usage.newest')}</Badge>}
        {age === 'older' && <span className="text-xs text-ink-faint">{t('usage.older')}</span>}
        {age === 'tooOld' && <Badge tone="warn">{t('usage.tooOld')}</Badge>}
      </th>
      <td className={classes(cell, 'w-full')}>
        <span className="flex items-center gap-3">
          <span className="w-10 shrink-0 tabular-nums">
            {new Intl.NumberFormat(i18n.language).format(people)}
          </span>
          <span aria-hidden className="h-2 min-w-0 flex-1 overflow-hidden rounded-full bg-pressed">
            <span
              className={classes(
                'block h-full rounded-full',
                age === 'newest' || age === 'unknown' ? 'bg-accent' : 'bg-line-strong',
              )}
              style={{ width: `${Math.max(1, part * 100)}%` }}
            />
          </span>
        </span>
      </td>
      <td className={classes(cell, 'whitespace-nowrap text-ink-soft tabular-nums')}>
        <time dateTime={lastSeenAt}>{shortMoment(lastSeenAt, i18n.language)}</time>
      </td>
    </tr>
  )
}
