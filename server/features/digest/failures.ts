// What a failed e-mail means. Pure: the answer of the mail server, or where the conversation broke off.

/**
 * later: surely not accepted, this one can be tried again. refused: the address is no good. stop: the server can't be
 * used now, for anybody. broken: the conversation ended at this one, which may be its fault: it waits, so that others
 * come first in the next run. unknown: it was handed over and nothing was said; it may have arrived.
 */
export type Failure = 'later' | 'refused' | 'stop' | 'broken' | 'unknown'

/** How far the conversation was: connecting and logging in, saying from whom and to whom, or the text being read. */
export type Step = 'opening' | 'envelope' | 'text'

export type SmtpError = { code?: unknown; responseCode?: unknown; response?: unknown; command?: unknown }

const minuteMs = 60_000
const longestBackoffMs = 6 * 60 * minuteMs

/**
 * Of an address alone: enhanced status 5.1.x or 5.2.1 (RFC 3463 §3.2 and §3.3), or a reply that means a mailbox where it has
 * none (RFC 5321 §4.2.3). Anything else that stands for good, such as "relay access denied", may be the house's own mistake.
 */
function saysNoSuchMailbox(reply: number, response: string): boolean {
  const [, subject, detail] = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(response) ?? []
  if (subject === undefined) return [550, 551, 553].includes(reply)
  return reply >= 500 && (subject === '1' || (subject === '2' && detail === '1'))
}

export function failureOf(error: SmtpError, step: Step): Failure {
  if (step === 'opening') return 'stop'
  const reply = typeof error.responseCode === 'number' ? error.responseCode : null
  if (reply === null) return step === 'text' ? 'unknown' : 'broken'
  if (reply === 421) return 'broken'
  const isAboutAddress = String(error.command).startsWith('RCPT')
  const isAboutMail = step === 'text' || String(error.command).startsWith('DATA')
  // It wants none of us, whoever the mail is for.
  if (!isAboutAddress && !isAboutMail) return 'stop'
  return isAboutAddress && saysNoSuchMailbox(reply, String(error.response)) ? 'refused' : 'later'
}

/** How long until the next try after `tries` failed ones: 5, 10, 20 minutes … 6 hours. */
export const backoffMs = (tries: number): number =>
  Math.min(longestBackoffMs, 5 * minuteMs * 2 ** Math.min(tries, 10))
