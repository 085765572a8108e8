// What the benchmark's person looks for: words, parts of words, Chinese, Japanese and Korean of one character and more,
// and filters, frequent ones and rare ones as they come.
import type { InputOf } from '../../contract/commands.ts'
import { createChance, type Language, pickWord } from './words.ts'

export type Question = { group: string; input: InputOf<'search.find'> }

type Company = { languages: Language[]; people: string[]; channels: string[] }

const groups = { word: 30, part: 25, eastAsian: 15, filter: 20, phrase: 5, nowhere: 5 }

export function createQuestions({ languages, people, channels }: Company, count: number): Question[] {
  const chance = createChance(23)
  const one = <Item>(list: Item[]) => list[Math.floor(chance() * list.length)] as Item
  const named = (name: string) => languages.find((language) => language.name === name) as Language
  const spaced = languages.filter(({ name }) => !['chinese', 'japanese', 'korean'].includes(name))
  const word = () =>
    pickWord(chance() < 0.8 ? named('english') : one(spaced), chance).replace(/[^\p{L}\p{N}]/gu, '')
  const eastAsian = () => pickWord(named(one(['chinese', 'japanese', 'korean'])), chance)

  function part(): string {
    const letters = [...word(), ...(chance() < 0.3 ? word() : '')]
    const length = Math.min(letters.length, 2 + Math.floor(chance() * 5))
    const start = Math.floor(chance() * (letters.length - length + 1))
    return letters.slice(start, start + length).join('')
  }
  function filter(): string {
    const day = `20${24 + Math.floor(chance() * 3)}-0${1 + Math.floor(chance() * 9)}`
    return one([
      () => `from:"${one(people)}" ${word()}`,
      () => `in:${one(channels)} ${word()}`,
      () => `before:${day} ${word()}`,
      () => `after:${day} ${part()}`,
      () => `on:${day}-14 ${word()}`,
      () => `has:link ${word()}`,
      () => `is:thread ${word()} -${word()}`,
      () => `mentions:me`,
      () => `from:"${one(people)}" has:link`,
    ])()
  }
  const makers: Record<keyof typeof groups, () => string> = {
    word: () => (chance() < 0.35 ? `${word()} ${word()}` : word()),
    part,
    eastAsian,
    filter,
    phrase: () => `"${word()} ${word()}"`,
    nowhere: () => `q${word()}zx`,
  }
  return Array.from({ length: count }, () => {
    let left = chance() * 100
    const group = (Object.keys(groups) as (keyof typeof groups)[]).find((name) => {
      left -= groups[name]
      return left < 0
    }) as keyof typeof groups
    const sort = chance() < 0.6 ? ('relevance' as const) : ('time' as const)
    return { group, input: { query: makers[group](), sort } }
  })
}
