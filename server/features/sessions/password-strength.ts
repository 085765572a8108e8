// Which passwords are too easy to guess: short ones, well-known ones in their usual disguises, runs over the keyboard,
// and the person's own names. Length and a list, as NIST SP 800-63B §5.1.1.2 advises; no rules about kinds of characters.

export const leastLength = 10
/** Fewer different characters than this is a pattern, not a password. */
const leastDifferent = 5

const runs = [
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6z7u8i9o0p',
  '1q2w3e4r5t6y7u8i9o0p',
].flatMap((run) => [run + run, [...(run + run)].reverse().join('')])
const shortestRun = 3

const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
}
/** `p4ssw0rd` → `password`; a 1 may stand for an i or an l. */
const plain = (text: string, one: 'i' | 'l') =>
  text.replace(/[0134578@$!]/g, (sign) => (sign === '1' ? one : (leet[sign] ?? sign)))

let common: Promise<Set<string>> | undefined

/** The 49,000 most used passwords of known leaks (@zxcvbn-ts/language-common), read at the first need. */
function commonPasswords(): Promise<Set<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  )
  return common
}

/** `abcabcabc` → `abc`; itself when nothing repeats. */
function repeatedUnit(text: string): string {
  const length = (text + text).indexOf(text, 1)
  return text.slice(0, length)
}

/** True when the whole text is made of runs along the keyboard or the alphabet, each of three or more. */
export function isMadeOfRuns(text: string): boolean {
  for (let at = 0; at < text.length; ) {
    let length = 0
    while (at + length < text.length && runs.some((run) => run.includes(text.slice(at, at + length + 1))))
      length += 1
    if (length < shortestRun) return false
    at += length
  }
  return true
}

/** The guises in which a known word is looked for. */
function guisesOf(password: string): Set<string> {
  const lower = password.normalize('NFKC').toLowerCase()
  const guises = new Set<string>()
  for (const text of [lower, repeatedUnit(lower)]) {
    const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    for (const form of [text, text.replace(/[\d\W_]+$/u, ''), core, text.replace(/\d+$/, '')]) {
      guises.add(form)
      guises.add(plain(form, 'i'))
      guises.add(plain(form, 'l'))
    }
  }
  guises.delete('')
  return guises
}

const joined = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** Words and their parts without spaces: `Alice Miller` → alicemiller, alice, miller. */
function ownWordsOf(names: string[]): Set<string> {
  const words = names.flatMap((name) => [name, ...name.split(/[^\p{L}\p{N}]+/u)]).map(joined)
  return new Set(words.filter((word) => word.length >= 3))
}

/**
 * Why a password is too weak, as a sentence for people, or null when it is good enough.
 * `names`: what anybody would try first for this person (name, e-mail address, workspace).
 */
export async function weaknessOf(password: string, names: string[]): Promise<string | null> {
  if ([...password].length < leastLength) return `Use at least ${leastLength} characters.`
  const guises = guisesOf(password)
  const own = ownWordsOf(names)
  if ([...guises].some((guise) => own.has(joined(guise))))
    return 'This is made of your name, address or workspace. Use something else.'
  const lower = password.normalize('NFKC').toLowerCase()
  if (new Set(lower).size < leastDifferent || isMadeOfRuns(lower))
    return 'This is a simple pattern. Use something less regular.'
  const known = await commonPasswords()
  return [...guises].some((guise) => known.has(guise))
    ? 'This is one of the passwords that are tried first. Use another.'
    : null
}
