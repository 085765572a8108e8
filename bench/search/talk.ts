// What is written in the benchmark's company: sentences of a few words to a few lines, with names, addresses, code words,
// emoji and mentions where people use them.
import type { PersonId } from '../../contract/ids.ts'
import { createChance, createLanguages, type Language, pickWord } from './words.ts'

const emoji = ['👍', '🎉', '😀', '🙏', '🚀', '❤️', '👀', '✅', '🔥', '😅']

export function createTalk(personIds: PersonId[], seed = 11) {
  const chance = createChance(seed)
  const languages = createLanguages()
  const one = <Item>(list: Item[]) => list[Math.floor(chance() * list.length)] as Item

  const [english] = languages as [Language]

  function pickLanguage(): Language {
    let left = chance()
    for (const language of languages) {
      left -= language.share
      if (left < 0) return language
    }
    return english
  }
  /** Now and then what no dictionary has. */
  function extra(): string {
    const kind = chance()
    const word = () => pickWord(english, chance).replace(/\W/g, '')
    const number = Math.floor(chance() * 90_000)
    if (kind < 0.3) return `https://intra.example.org/${word()}/${word()}?id=${number}`
    if (kind < 0.4) return `${word()}.${word()}@example.org`
    if (kind < 0.6) return `${word()}_${word()}.${word()}`
    if (kind < 0.7) return `#${number}`
    if (kind < 0.8) return `<@${one(personIds)}>`
    return one(emoji)
  }

  return {
    chance,
    languages,
    one,
    body(): string {
      const language = pickLanguage()
      // Most messages are short, some are long: 12 words on average.
      const length = Math.ceil(-Math.log(1 - chance()) * 12)
      const words = Array.from({ length: Math.min(length, 120) }, () => pickWord(language, chance))
      const text = words.join(language.joins)
      return chance() < 0.22 ? `${text} ${extra()}` : text
    },
  }
}
