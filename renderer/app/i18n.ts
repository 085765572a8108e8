// The words. One file per feature and language under locales/; the feature's name is the namespace.
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

const files = import.meta.glob<Record<string, unknown>>('../locales/*/*.json', {
  eager: true,
  import: 'default',
})

type Resources = Record<string, Record<string, Record<string, unknown>>>

/** '../locales/en/messages.json' becomes resources.en.messages. */
function resourcesOf(found: typeof files): Resources {
  const resources: Resources = {}
  for (const [path, words] of Object.entries(found)) {
    const [, language = '', feature = ''] = /locales\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? []
    resources[language] = { ...resources[language], [feature]: words }
  }
  return resources
}

const resources = resourcesOf(files)

export const languages = Object.keys(resources)

/** The language of the words with the country of the reader: 22/11/2026 and 14:30 for somebody in London or Berlin. */
function readersLocale(): string {
  const reader = new Intl.Locale(navigator.language).maximize()
  const language = languages.find((known) => known === reader.language) ?? 'en'
  return reader.region ? `${language}-${reader.region}` : language
}

/** Ready before the first render: the words are in the bundle. */
export function startI18n(): void {
  void i18next.use(initReactI18next).init({
    resources,
    lng: readersLocale(),
    fallbackLng: 'en',
    defaultNS: 'app',
    ns: Object.keys(resources.en ?? {}),
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  document.documentElement.lang = i18next.language
}
