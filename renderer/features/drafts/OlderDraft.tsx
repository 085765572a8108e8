// Above a composer: what another device had written there when this draft took its place. Nothing typed is lost.
import { useTranslation } from 'react-i18next'
import type { DraftKey } from '../../data/database.ts'
import { draftsStore, dropOlderDraft } from '../../data/drafts.ts'
import { Button } from '../../ui/Button.tsx'
import { readableLine } from '../groups/readable.ts'

export function OlderDraft({ draftKey, onTakeIn }: { draftKey: DraftKey; onTakeIn: (body: string) => void }) {
  const { t } = useTranslation('drafts')
  const older = draftsStore((state) => state.drafts.get(draftKey)?.older?.[0])
  if (!older) return null
  return (
    <section
      aria-label={t('older.label')}
      className="flex flex-wrap items-center gap-x-2 border-b border-line px-3 py-1.5 text-sm text-ink-soft"
    >
      <p className="min-w-40 flex-1">
        {t('older.explanation')}{' '}
        <q className="line-clamp-2 break-words text-ink">{readableLine(older.text)}</q>
      </p>
      <Button
        size="sm"
        onPress={() => {
          onTakeIn(older.text)
          dropOlderDraft(draftKey, older.id)
        }}
      >
        {t('older.takeIn')}
      </Button>
      <Button size="sm" variant="ghost" onPress={() => dropOlderDraft(draftKey, older.id)}>
        {t('older.drop')}
      </Button>
    </section>
  )
}
