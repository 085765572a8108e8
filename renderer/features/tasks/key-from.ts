// A key for a board from its name: initials of several words, the beginning of one. OPS for "Operations". Pure.

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z0-9 ]/g, '')

export function keyFrom(name: string): string {
  const words = plain(name).split(' ').filter(Boolean)
  const key = words.length > 1 ? words.map((word) => word[0]).join('') : (words[0] ?? '').slice(0, 3)
  // It begins with a letter and has at least two signs.
  const letters = key.replace(/^[0-9]+/, '').slice(0, 5)
  return letters.length > 1 ? letters : letters === '' ? '' : `${letters}B`
}
