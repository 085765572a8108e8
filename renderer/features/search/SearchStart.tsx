// Before anything is looked for: what was looked for lately, and what the language of search knows.
import { Clock, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { forgetSearch, forgetSearches, useRecentSearches } from './recent-searches.ts'

const examples = [
  'from:me',
  'in:general',
  'has:file',
  'on:yesterday',
  '"word for word"',
  '-without',
  'is:thread',
] as const

export function SearchStart({ onAsk }: { onAsk: (query: string) => void }) {
  const { t } = useTranslation('search')
  const recent = useRecentSearches()
  return (
    <div className="flex flex-col gap-6 px-5 py-5">
      {recent.length > 0 && (
        <section aria-label={t('recent')}>
          <header className="flex items-center justify-between pb-1">
            <h2 className="text-sm font-semibold text-ink-soft">{t('recent')}</h2>
            <Button size="sm" variant="ghost" onPress={forgetSearches}>
              {t('forgetAll')}
            </Button>
          </header>
          <ul>
            {recent.map((query) => (
              <li key={query} className="flex items-center gap-1">
                <button
                  type="button"
                  data-hit={query}
                  className="flex min-w-0 flex-1 items-center gap-2.5 rounded-md px-2 py-1.5 text-start -outline-offset-2 hover:bg-hover focus-visible:bg-hover"
                  onClick={() => onAsk(query)}
                >
                  <Clock size={14} className="shrink-0 text-ink-faint" aria-hidden />
                  <bdi className="truncate">{query}</bdi>
                </button>
                <IconButton
                  label={t('forget', { query })}
                  icon={<X size={14} />}
                  onPress={() => forgetSearch(query)}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={t('tips')}>
        <h2 className="pb-2 text-sm font-semibold text-ink-soft">{t('tips')}</h2>
        <ul className="grid grid-cols-2 gap-x-6 gap-y-2 narrow:grid-cols-1">
          {examples.map((example, index) => (
            <li key={example} className="flex items-baseline gap-3">
              <code className="shrink-0 rounded-sm bg-sunken px-1.5 py-0.5 text-sm">{example}</code>
              <span className="text-sm text-ink-soft">{t(`tip.${index}`)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
