// The words. One file per feature and language under locales/; the feature's name is the namespace. Those of pages that
// are seldom opened come with their page.
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

type Words = Record<string, unknown>
export type SeldomWords = 'admin' | 'board' | 'doctor' | 'releases' | 'settings'

const files = import.meta.glob<Words>(
  ['../locales/*/*.json', '!../locales/*/{admin,board,doctor,releases,settings}.json'],
  {
    eager: true,
    import: 'default',
  },
)
const seldomFiles = import.meta.glob<Words>('../locales/*/{admin,board,doctor,releases,settings}.json', {
  import: 'default',
})

type Resources = Record<string, Record<string, Record<string, unknown>>>

/** '../locales/en/messages.json' is of 'en' and 'messages'. */
function nameOf(path: string): { language: string; feature: string } {
  const [, language = '', feature = ''] = /locales\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? []
  return { language, feature }
}

/** '../locales/en/messages.json' becomes resources.en.messages. */
function resourcesOf(found: typeof files): Resources {
  const resources: Resources = {}
  for (const [path, words] of Object.entries(found)) {
    const { language, feature } = nameOf(path)
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

/** Brings a seldom opened page's words; to be waited for before the page is drawn. Twice equals once. */
export async function loadWords(feature: SeldomWords): Promise<void> {
  const wanted = Object.entries(seldomFiles).filter(([path]) => nameOf(path).feature === feature)
  await Promise.all(
    wanted.map(async ([path, load]) => {
      i18next.addResourceBundle(nameOf(path).language, feature, await load())
    }),
  )
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
