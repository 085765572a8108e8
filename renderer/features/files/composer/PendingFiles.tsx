// The files of a message that is on its way, how far they are together, and a way to stop.
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { discard, discardFile, type PendingMessage, retry } from '../../../data/outbox.ts'
import { Button } from '../../../ui/Button.tsx'
import { progressOf, uploadsStore } from '../uploads/state.ts'
import { Bar, UploadChip } from '../uploads/UploadChip.tsx'

export function PendingFiles({ pending }: { pending: PendingMessage }) {
  const { t, i18n } = useTranslation('files')
  const uploads = uploadsStore(
    useShallow((state) =>
      pending.uploads.flatMap((id) => state.uploads.find((upload) => upload.id === id) ?? []),
    ),
  )
  if (uploads.length === 0) return null
  const share = progressOf(uploads)
  const arrived = uploads.filter(({ phase }) => phase === 'arrived').length
  const isOnTheWay = pending.state === 'sending' && arrived < uploads.length
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(share)
  return (
    <div className="py-1">
      <ul aria-label={t('composer.files')} className="flex flex-wrap gap-2">
        {uploads.map((upload) => (
          <UploadChip
            key={upload.id}
            upload={upload}
            onAgain={() => retry(pending.clientId)}
            onRemove={
              upload.phase === 'arrived' && pending.state === 'sending'
                ? null
                : () => discardFile(pending.clientId, upload.id)
            }
          />
        ))}
      </ul>
      {isOnTheWay && (
        <div className="relative mt-1 flex w-fit min-w-60 items-center justify-between gap-3 pb-1 text-xs text-ink-faint tabular-nums">
          <span>{t('pending.progress', { arrived, count: uploads.length, percent })}</span>
          <Button size="sm" variant="ghost" onPress={() => discard(pending.clientId)}>
            {t('pending.cancel')}
          </Button>
          {uploads.length > 1 && <Bar label={t('pending.all')} share={share} />}
        </div>
      )}
    </div>
  )
}
