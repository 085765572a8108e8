import { expect, test } from 'vitest'

type Words = { [key: string]: string | Words }
const files = import.meta.glob<Words>('../locales/en/*.json', { eager: true, import: 'default' })
const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*'], {
  eager: true,
  import: 'default',
  query: '?raw',
})

const keysOf = (words: Words, before = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? `${before}${key}` : keysOf(value, `${before}${key}.`),
  )

const known = new Map(
  Object.entries(files).map(([path, words]) => [/([^/]+)\.json$/.exec(path)?.[1] ?? '', keysOf(words)]),
)

/** A key of the code as a pattern: `role.${role}` stands for any word, and a plural has its ending in the file only. */
function patternOf(key: string): RegExp {
  const escaped = key.replace(/\$\{[^}]*\}/g, '\u0000').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('\u0000', '[^.]+(\\.[^.]+)?')}(_one|_other)?$`)
}

/** What a file asks for: `t('key')`, `t(isIt ? 'one' : 'other')`, `t(`…${x}`)`, each with the namespace it stands in. */
function asked(source: string): { namespace: string; key: string }[] {
  const hooks = [...source.matchAll(/useTranslation\((?:'([\w-]+)')?\)/g)]
  return [...source.matchAll(/\bt\(\s*(?:[^'`()]*\?\s*)?(['`])([^'`]+)\1(?:\s*:\s*'([^']+)')?/g)].flatMap(
    (match) => {
      const hook = hooks.findLast(({ index }) => index < match.index)
      return [match[2], match[3]]
        .filter((key) => key !== undefined)
        .map((key) => {
          const [, namespace, rest] = /^([\w-]+):(.*)$/.exec(key) ?? []
          return { namespace: namespace ?? hook?.[1] ?? 'app', key: rest ?? key }
        })
    },
  )
}

test('every text that the client asks for is in the English files', () => {
  const missing = Object.entries(sources).flatMap(([path, source]) =>
    asked(source)
      .filter(({ namespace, key }) => !known.get(namespace)?.some((one) => patternOf(key).test(one)))
      .map(({ namespace, key }) => `${path}: ${namespace}:${key}`),
  )
  expect(Object.keys(sources).length).toBeGreaterThan(100)
  expect(missing).toEqual([])
})
