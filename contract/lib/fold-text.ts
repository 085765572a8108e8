// The one normalisation of search: what is indexed, what is looked for and what is highlighted all pass through here, so
// that they always agree. It depends on Unicode alone, never on a database's locale.
//
// Folded text is words with one space between. Case, accents, width and points of Hebrew and Arabic are gone; ß is ss, ı
// is i. Punctuation ends a word and is gone. A run of Chinese, Japanese or Korean is a word of its own, and so is each
// emoji and each of + # % & = $ and their like (C++ is not C).

/** Accents that are ignored. Others are letters to their readers: the vowels of Hindi or Thai, the ゛ of が. */
const ignoredMarks =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: it is made of combining characters on purpose
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]|\u0640|\p{Emoji_Modifier}|\p{Cf}/gu

/** Letters that Unicode does not decompose, though their readers type the plain ones. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
  ى: 'ي',
}

/** What belongs to the character before: marks, those of half-width kana (ﾞ ﾟ), the skin of an emoji, what is not seen. */
const attached = '\\p{M}\\uff9e\\uff9f\\p{Emoji_Modifier}\\p{Cf}\\u0640'
/** The letters that Korean syllables are made of, also half as wide or in a circle; macOS writes file names in them. */
const jamo =
  '\\u1100-\\u11ff\\u3131-\\u318e\\u3200-\\u321e\\u3260-\\u327e\\ua960-\\ua97f\\ud7b0-\\ud7ff\\uffa0-\\uffdc'
/** A character with what belongs to it; of Korean, letters in a row with the syllable they go on from. */
const cluster = new RegExp(
  `[\\uac00-\\ud7a3]?(?:[${attached}]*[${jamo}])+[${attached}]*|[^${attached}]?[${attached}]*`,
  'gu',
)
const inWord = /^[\p{L}\p{N}\p{M}]/u
const eastAsian =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3005\u3007\u30fc]/u
const ownWord = /^[#%&\p{Emoji_Presentation}\p{S}]/u
const drawnOnly = /^[`~^|<>\u00a8\u00b4\u00af\u00b8]/u

/** A longer word is cut: nobody types it, and the index makes a gram of every letter. */
const longestWord = 200

type Kind = 'gap' | 'letters' | 'eastAsian' | 'own'
type Piece = { kind: Kind; text: string }
const gap: Piece = { kind: 'gap', text: '' }

function kindOf(text: string): Kind {
  if (eastAsian.test(text)) return 'eastAsian'
  if (inWord.test(text)) return 'letters'
  return ownWord.test(text) && !drawnOnly.test(text) ? 'own' : 'gap'
}

/** Mostly one piece; ㏠ is 1 and 日. */
function foldCluster(cluster: string): Piece[] {
  const letters = cluster
    .normalize('NFKD')
    .toLowerCase()
    .replace(ignoredMarks, '')
    .replace(/[ßıøłđðħæœþςى]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC')
  const pieces: Piece[] = []
  for (const text of letters.replace(/[\u2044\u2215]/g, '')) {
    const kind = kindOf(text)
    const last = pieces.at(-1)
    if (kind === 'gap') pieces.push(gap)
    else if (last?.kind === kind && kind !== 'own') last.text += text
    else pieces.push({ kind, text })
  }
  return pieces
}

const ascii: Piece[][] = Array.from({ length: 128 }, (_, code) => foldCluster(String.fromCharCode(code)))
const mostKept = 50_000
const known = new Map<string, Piece[]>()

function piecesOf(cluster: string): Piece[] {
  const kept = known.get(cluster)
  if (kept) return kept
  const pieces = foldCluster(cluster)
  if (known.size < mostKept) known.set(cluster, pieces)
  return pieces
}

/** For each UTF-16 unit of the folded text where it begins and ends in the original. */
export type Places = { starts: number[]; ends: number[] }

function fold(original: string, places: Places | null): string {
  let text = ''
  let last: Kind = 'gap'
  let wordLength = 0
  const put = (added: string, start: number, end: number) => {
    text += added
    for (let unit = 0; places && unit < added.length; unit += 1) {
      places.starts.push(start)
      places.ends.push(end)
    }
  }
  forEachCluster(original, (pieces, start, end) => {
    for (const piece of pieces) {
      if (piece.kind !== 'gap') {
        if (piece.kind !== last || piece.kind === 'own' || wordLength >= longestWord) {
          if (text !== '') put(' ', start, start)
          wordLength = 0
        }
        put(piece.text, start, end)
        wordLength += 1
      }
      last = piece.kind
    }
  })
  return text
}

/** The words of a text as the index knows them, with one space between; empty when there is none. */
export const foldText = (original: string): string => fold(original, null)

/** The same, with the way back to the original for highlighting. */
export function foldWithPlaces(original: string): { text: string } & Places {
  const places: Places = { starts: [], ends: [] }
  return { text: fold(original, places), ...places }
}

/** Whether a folded word is Chinese, Japanese or Korean: it has no spaces within, so any part of it may be a word. */
export const isEastAsian = (folded: string): boolean => eastAsian.test(folded)

function forEachCluster(text: string, take: (pieces: Piece[], start: number, end: number) => void): void {
  let at = 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    const next = text.charCodeAt(at + 1)
    // Two plain characters in a row: the first one carries no marks.
    if (code < 128 && !(next >= 128)) {
      take(ascii[code] as Piece[], at, at + 1)
      at += 1
      continue
    }
    cluster.lastIndex = at
    const found = cluster.exec(text)?.[0] || text.slice(at, at + 1)
    take(piecesOf(found), at, at + found.length)
    at += found.length
  }
}
