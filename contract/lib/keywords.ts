// Keywords in messages: whole words and phrases, in any language, whatever their case and accents. Pure.

/** Marks that are drawn on a letter and may be left out when writing. Not those that make another letter: か is not が. */
const accents =
  /[\u0300-\u036f]|[\u0483-\u0487]|[\u0591-\u05bd]|\u05bf|[\u05c1-\u05c7]|[\u0610-\u061a]|[\u064b-\u065f]|\u0670|[\u1ab0-\u1ace]|[\u1dc0-\u1dff]|[\u20d0-\u20f0]|[\ufe20-\ufe2f]/gu
/** Letters that no decomposition takes apart. */
const plain: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
}
const special = new RegExp(`[${Object.keys(plain).join('')}]`, 'gu')

/** The same for everything that reads as the same words: case, accents, widths and runs of blanks are made one. */
export function foldWords(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(accents, '')
      .normalize('NFC')
      // Up and down again: ß becomes ss, and what has several small forms gets one.
      .toUpperCase()
      .toLowerCase()
      .normalize('NFKD')
      .replace(accents, '')
      .normalize('NFC')
      .replace(special, (letter) => plain[letter] ?? letter)
      .replace(/\s+/gu, ' ')
      .trim()
  )
}

/** Written without blanks between words, so that a word has no edge to look for. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const inWord = /[\p{L}\p{M}\p{N}]/u

const lastOf = (text: string) => [...text.slice(-2)].at(-1) ?? ''
const firstOf = (text: string) => [...text.slice(0, 2)][0] ?? ''

/** Whether two neighbours belong to different words. */
const isEdge = (one: string, other: string) =>
  !inWord.test(one) || !inWord.test(other) || unspaced.test(one) || unspaced.test(other)

/** Whether folded text contains a folded keyword as whole words. */
function contains(text: string, keyword: string): boolean {
  if (keyword === '') return false
  for (let at = text.indexOf(keyword); at >= 0; at = text.indexOf(keyword, at + 1)) {
    const before = lastOf(text.slice(Math.max(0, at - 2), at))
    const after = firstOf(text.slice(at + keyword.length, at + keyword.length + 2))
    const isWhole =
      (before === '' || isEdge(before, firstOf(keyword))) && (after === '' || isEdge(lastOf(keyword), after))
    if (isWhole) return true
  }
  return false
}

/** Mentions are ids in the text, which nobody wrote as words. */
const tokens = /<[@!][^>\s]{1,60}>/g
/** Emphasis may stand inside of a phrase. */
const emphasis = /[*~`]/g

/** A message made ready to be asked for many keywords. */
export function readWords(body: string): { has: (keyword: string) => boolean } {
  const written = foldWords(body.replace(tokens, ' \u0000 '))
  const bare = emphasis.test(written) ? foldWords(written.replace(emphasis, '')) : written
  return { has: (folded) => contains(written, folded) || (bare !== written && contains(bare, folded)) }
}
