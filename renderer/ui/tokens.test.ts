import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const css = readFileSync(fileURLToPath(new URL('./tokens.css', import.meta.url)), 'utf8')

/** The colours with a light and a dark half, by name: what stands behind the comma that is in no inner bracket. */
function darkHalves(): Record<string, string> {
  const found = css.matchAll(/--color-([\w-]+):\s*light-dark\((.*)\);/g)
  return Object.fromEntries([...found].map(([, name = '', halves = '']) => [name, behindComma(halves)]))
}

function behindComma(halves: string): string {
  let depth = 0
  for (const [index, sign] of [...halves].entries()) {
    if (sign === '(') depth++
    if (sign === ')') depth--
    if (sign === ',' && depth === 0) return halves.slice(index + 1).trim()
  }
  return ''
}

test('a part that is always dark has the dark half of every colour', () => {
  const [, block = ''] = /\.scheme-dark \{([^}]*)\}/.exec(css) ?? []
  const always = Object.fromEntries(
    [...block.matchAll(/--color-([\w-]+):\s*(.*);/g)].map(([, name = '', value = '']) => [name, value]),
  )
  expect(Object.keys(always).length).toBeGreaterThan(20)
  expect(always).toEqual(darkHalves())
})
