// Whether bytes are text, and in which encoding. A text has no control characters but those that lay it out.

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be'

// biome-ignore lint/suspicious/noControlCharactersInRegex: telling control characters from text is this pattern's purpose
const controls = /[\u0000-\u0007\u000e-\u001a\u001c-\u001f\u007f\ufffe\uffff]/u
/** Of fewer bytes nothing can be guessed. */
const leastGuessed = 8
/** A character of UTF-8 has at most four bytes: so many may be cut off at the end of a sample. */
const mostCut = 3

function decodes(bytes: Uint8Array, encoding: TextEncoding): boolean {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return !controls.test(text)
  } catch {
    return false
  }
}

/** `isCut`: the sample is only the beginning. */
function isUtf8(sample: Uint8Array, isCut: boolean): boolean {
  for (let cut = 0; cut <= (isCut ? mostCut : 0); cut += 1) {
    if (decodes(sample.subarray(0, sample.length - cut), 'utf-8')) return true
  }
  return false
}

function isUtf16(sample: Uint8Array, encoding: 'utf-16le' | 'utf-16be', isCut: boolean): boolean {
  const even = sample.subarray(0, sample.length - (sample.length % 2))
  if (!isCut && even.length !== sample.length) return false
  // The end may divide a pair of surrogates.
  return decodes(even, encoding) || (isCut && decodes(even.subarray(0, even.length - 2), encoding))
}

/** Without a mark at the beginning, zero bytes at every other place tell UTF-16 of a language with Latin letters. */
function looksLikeUtf16(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (sample.length < leastGuessed) return null
  let even = 0
  let odd = 0
  for (const [place, byte] of sample.entries()) if (byte === 0) place % 2 === 0 ? even++ : odd++
  const half = sample.length / 2
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le'
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be'
  return null
}

/** The encoding of a text, told by its first bytes; null for what is not text. */
export function textEncodingOf(sample: Uint8Array, isCut: boolean): TextEncoding | null {
  if (sample.length === 0) return null
  const marked =
    sample[0] === 0xff && sample[1] === 0xfe
      ? 'utf-16le'
      : sample[0] === 0xfe && sample[1] === 0xff
        ? 'utf-16be'
        : looksLikeUtf16(sample)
  if (marked) return isUtf16(sample, marked, isCut) ? marked : null
  return isUtf8(sample, isCut) ? 'utf-8' : null
}
