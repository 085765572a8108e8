// Text that people type. Refuses what can't be stored, or what could dress one name up as another.
import { z } from 'zod'

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is this pattern's purpose
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u
// Bidirectional embeddings, overrides and isolates (Unicode UAX #9): harmless in a message, which is drawn
// isolated, but in a name they reorder the text around it.
const bidirectional = /[\u202a-\u202e\u2066-\u2069]/u
const lineBreaks = /[\n\r\u2028\u2029\t]/u
/** Code points that draw nothing (Unicode UAX #44): a name made of them alone would be empty to the eye. */
const invisible = /[\s\p{Default_Ignorable_Code_Point}]/gu

const isWellFormed = (text: string) => !/[\ud800-\udfff]/u.test(text)
const isVisible = (text: string) => text.replace(invisible, '') !== ''

/** One line for display, NFC, trimmed, 1…max characters. */
export const line = (max: number) =>
  z
    .string()
    .max(max * 2)
    .refine(isWellFormed, 'contains broken Unicode')
    .refine((text) => !controls.test(text) && !lineBreaks.test(text), 'contains control characters')
    .refine((text) => !bidirectional.test(text), 'contains characters that change the writing direction')
    .transform((text) => text.normalize('NFC').trim())
    .pipe(z.string().min(1, 'is empty').max(max).refine(isVisible, 'has no visible character'))

/** Like `line`, but may be empty. */
export const optionalLine = (max: number) =>
  z.union([
    z
      .string()
      .regex(/^\s*$/)
      .transform(() => ''),
    line(max),
  ])

/** Markdown of several lines, 1…max characters; line ends become \n. */
export const prose = (max: number) =>
  z
    .string()
    .max(max, `is longer than ${max.toLocaleString('en')} characters`)
    .refine(isWellFormed, 'contains broken Unicode')
    .transform((text) => text.replace(/\r\n?/g, '\n').normalize('NFC'))
    .pipe(
      z
        .string()
        .refine((text) => !controls.test(text), 'contains control characters')
        .refine(isVisible, 'is empty'),
    )

/** Like `prose`, but may be empty: what shows nothing becomes the empty text. */
export const optionalProse = (max: number) =>
  z
    .string()
    .max(max, `is longer than ${max.toLocaleString('en')} characters`)
    .refine(isWellFormed, 'contains broken Unicode')
    .transform((text) => text.replace(/\r\n?/g, '\n').normalize('NFC'))
    .pipe(z.string().refine((text) => !controls.test(text), 'contains control characters'))
    .transform((text) => (isVisible(text) ? text : ''))

/** An e-mail address, lower case. Delivery decides the rest. */
export const email = z
  .string()
  .max(254)
  .transform((text) => text.trim().toLowerCase())
  .refine((text) => isWellFormed(text) && !controls.test(text), 'contains control characters')
  .pipe(z.string().regex(/^[^\s@"<>()[\]\\,;:]+@[^\s@"<>()[\]\\,;:]+$/, 'is not an e-mail address'))

/** An IANA time zone that this runtime knows. */
export const timeZone = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
    } catch {
      return false
    }
  }, 'is not a known time zone')

/** A reaction or status emoji: one grapheme that carries an emoji. */
export const emoji = z
  .string()
  .max(40)
  .refine((text) => [...new Intl.Segmenter('en').segment(text)].length === 1, 'must be one emoji')
  .refine(
    (text) => /\p{Extended_Pictographic}|\p{Regional_Indicator}|[#*0-9]\ufe0f?\u20e3/u.test(text),
    'must be an emoji',
  )

/** Postgres has no year 0. */
export const instant = z.iso
  .datetime()
  .refine((text) => !text.startsWith('0000'), 'is before all time')
  .meta({ description: 'ISO 8601, UTC' })
