// The files that are on their way, or have just arrived.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReleaseView } from '../../../../../contract/releases.ts'
import { Banner } from '../../../../ui/Banner.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { BroughtRow } from './BroughtRow.tsx'
import { broughtStore, clearArrived, isMoving } from './brought.ts'
import { unlistedOf } from './choose.ts'

export function BroughtList({ releases }: { releases: readonly ReleaseView[] }) {
  const { t, i18n } = useTranslation('releases')
  const files = broughtStore((state) => state.files)
  // Who comes back later has seen those.
  useEffect(() => clearArrived, [])
  if (files.length === 0) return null
  const arrived = files.filter(({ phase }) => phase === 'arrived').length
  const isAnyMoving = files.some(isMoving)
  const unlisted = isAnyMoving ? [] : unlistedOf(files, releases)
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-raised">
      <div className="flex min-h-10 flex-wrap items-center gap-x-3 border-b border-line px-4 py-1.5 text-sm">
        <p role="status" className="shrink-0 font-medium">
          {t('bring.summary', { arrived, count: files.length })}
        </p>
        {isAnyMoving && <p className="text-ink-faint">{t('bring.goesOn')}</p>}
        {!isAnyMoving && arrived > 0 && (
          <Button size="sm" variant="ghost" className="ml-auto" onPress={clearArrived}>
            {t('bring.clear')}
          </Button>
        )}
      </div>
      <ul aria-label={t('bring.list')}>
        {files.map((brought) => (
          <BroughtRow key={brought.id} brought={brought} />
        ))}
      </ul>
      {unlisted.length > 0 && (
        <Banner tone="warn" className="m-2">
          {t('bring.unlisted', { names: new Intl.ListFormat(i18n.language).format(unlisted) })}
        </Banner>
      )}
    </div>
  )
}
