// A message of nothing but a few emoji is drawn large.

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const emojiLike = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[#*0-9]\ufe0f?\u20e3)/u
const textStyle = /^[\u00a9\u00ae\u2122#*0-9]$/u
const shortcode = /:[a-z0-9_+-]{1,50}:/g
const mostLarge = 12

/** True for 1 to 12 emoji (or shortcodes), with or without spaces, and nothing else. */
export function isOnlyEmoji(body: string): boolean {
  if (body.length > 300) return false
  const withoutCodes = body.replace(shortcode, '')
  const codes = (body.match(shortcode) ?? []).length
  const rest = [...segmenter.segment(withoutCodes.replace(/\s+/g, ''))].map((part) => part.segment)
  const count = codes + rest.length
  return (
    count > 0 && count <= mostLarge && rest.every((part) => emojiLike.test(part) && !textStyle.test(part))
  )
}
