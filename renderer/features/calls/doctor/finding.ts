// What the doctor says of one check: how bad, which sentence, and what would help.
import type { CheckId } from './facts.ts'
import type { Rule } from './firewall-rules.ts'

/** warn: it works, but not as well as it could. unknown: not measured. */
export type Verdict = 'good' | 'warn' | 'bad' | 'unknown'

export type Finding = {
  check: CheckId
  verdict: 'warn' | 'bad' | 'note'
  /** `finding.<code>` in the translation file. */
  code: string
  values?: Record<string, string | number>
  /** What the firewall has to let through. */
  rules?: Rule[]
}
