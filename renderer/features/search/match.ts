// How well a name matches what is typed: for the quick switcher and the @ list. Accents and case don't count.

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en')

/** 0 starts with it, 1 a word starts with it, 2 holds it, 3 holds its letters in order; null when none of that. */
export function matchRank(query: string, name: string): number | null {
  const wanted = fold(query.trim())
  const text = fold(name)
  if (wanted === '' || text.startsWith(wanted)) return 0
  const words = wanted.split(/\s+/)
  const starts = text.split(/[\s._\-/]+/)
  if (words.every((word) => starts.some((start) => start.startsWith(word)))) return 1
  if (text.includes(wanted)) return 2
  return isSubsequence(wanted.replace(/\s/g, ''), text) ? 3 : null
}

function isSubsequence(letters: string, text: string): boolean {
  // One or two letters in order are in almost every name.
  if (letters.length < 3) return false
  let from = 0
  for (const letter of letters) {
    const at = text.indexOf(letter, from)
    if (at < 0) return false
    from = at + letter.length
  }
  return true
}
