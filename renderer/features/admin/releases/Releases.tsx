// All releases: a card for each channel and system, the newest version first.
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReleaseView } from '../../../../contract/releases.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { ReleaseRow } from './ReleaseRow.tsx'
import { groupReleases } from './standing.ts'
import { systemText } from './words.ts'

type ReleasesProps = { releases: ReleaseView[]; onChanged: () => Promise<void> }

export function Releases({ releases, onChanged }: ReleasesProps) {
  const { t } = useTranslation('releases')
  const place = useRef<HTMLDivElement>(null)
  // The row with the focus is gone.
  const removed = async () => {
    await onChanged()
    place.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={place}
      role="group"
      aria-label={t('groups')}
      tabIndex={-1}
      className="flex flex-col gap-4 outline-none"
    >
      {groupReleases(releases).map(({ feed, releases }) => (
        <section
          key={feed}
          aria-labelledby={`feed-${feed}`}
          data-feed={feed}
          className="rounded-xl border border-line bg-raised"
        >
          <h3
            id={`feed-${feed}`}
            className="flex items-center gap-2 border-b border-line px-4 py-2 text-sm font-semibold"
          >
            {systemText(t, feed)}
            {feed.startsWith('preview') && <Badge tone="accent">{t('preview')}</Badge>}
          </h3>
          <ul>
            {releases.map((judged) => (
              <ReleaseRow
                key={judged.release.id}
                {...judged}
                siblings={releases.map(({ release }) => release)}
                onChanged={onChanged}
                onRemoved={removed}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
