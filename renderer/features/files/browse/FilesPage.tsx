// All files of the conversations one is in.
import { useTranslation } from 'react-i18next'
import { FileBrowser } from './FileBrowser.tsx'

export function FilesPage() {
  const { t } = useTranslation('files')
  return (
    <section aria-label={t('browse.title')} className="flex h-full min-h-0 flex-col">
      <header className="flex h-12 shrink-0 items-center border-b border-line ps-5 pe-3">
        <h1 className="truncate text-lg font-semibold tracking-[-0.01em]">{t('browse.title')}</h1>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-5xl">
          <FileBrowser channelId={null} />
        </div>
      </div>
    </section>
  )
}
