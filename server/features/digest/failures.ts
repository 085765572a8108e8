// What a failed e-mail means. Pure: the answer of the mail server, or where the conversation broke off.

/**
 * later: surely not accepted, this one can be tried again. refused: the address is no good. stop: the server can't be
 * used now, for anybody. unknown: it was handed over and nothing was said; it may have arrived.
 */
export type Failure = 'later' | 'refused' | 'stop' | 'unknown'

export type SmtpError = { code?: unknown; responseCode?: unknown; command?: unknown }

const minuteMs = 60_000
const longestBackoffMs = 6 * 60 * minuteMs

/** `isHandedOver`: the text was being read by the server's side of the conversation. */
export function failureOf(error: SmtpError, isHandedOver: boolean): Failure {
  const reply = typeof error.responseCode === 'number' ? error.responseCode : null
  if (reply === null) return isHandedOver ? 'unknown' : 'stop'
  // The service is closing down; or it wants none of us, whoever the mail is for.
  if (reply === 421) return 'stop'
  const isAboutAddress = String(error.command).startsWith('RCPT')
  const isAboutMail = isHandedOver || String(error.command).startsWith('DATA')
  if (!isAboutAddress && !isAboutMail) return 'stop'
  return isAboutAddress && reply >= 500 ? 'refused' : 'later'
}

/** How long until the next try after `tries` failed ones: 5, 10, 20 minutes … 6 hours. */
export const backoffMs = (tries: number): number =>
  Math.min(longestBackoffMs, 5 * minuteMs * 2 ** Math.min(tries, 10))
