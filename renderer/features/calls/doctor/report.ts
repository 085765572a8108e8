// The check as a text to send to IT: what was measured, what it means, and the rules. Tells nothing about the person: no
// name, no device names, and the own addresses only where they were asked for. Pure.
import type { TFunction } from 'i18next'
import { detailsOf } from './details.ts'
import type { Diagnosis } from './diagnose.ts'
import { checkIds, type Facts } from './facts.ts'
import { type Rule, ruleText } from './firewall-rules.ts'

export type ReportOptions = { begunAt: string; browser: string; hasOwnAddresses: boolean }

export function reportOf(
  t: TFunction,
  facts: Facts,
  diagnosis: Diagnosis,
  { begunAt, browser, hasOwnAddresses }: ReportOptions,
): string {
  const own = facts.ownAddresses ?? []
  const rules = diagnosis.findings.flatMap((finding): Rule[] => finding.rules ?? [])
  return [
    t('doctor:report.heading'),
    t('doctor:report.when', { when: begunAt }),
    t('doctor:report.browser', { browser }),
    t('doctor:report.server', { host: facts.secure?.host ?? '' }),
    ...(hasOwnAddresses && own.length > 0 ? [t('doctor:report.own', { addresses: own.join(', ') })] : []),
    '',
    t('doctor:report.result', { result: t(`doctor:overall.${diagnosis.overall}`) }),
    ...checkIds.flatMap((check) => [
      `[${t(`doctor:verdict.${diagnosis.checks[check]}`)}] ${t(`doctor:checks.${check}`)}`,
      ...detailsOf(t, check, facts).map((detail) => `    ${detail}`),
      ...diagnosis.findings
        .filter((finding) => finding.check === check)
        .flatMap(({ code, values }) => [
          `    ! ${t(`doctor:finding.${code}.title`, values ?? {})}`,
          `      ${t(`doctor:finding.${code}.advice`, values ?? {})}`,
        ]),
    ]),
    ...(rules.length > 0 ? ['', ruleText(rules)] : []),
    '',
  ].join('\n')
}

/** Name, version and system, without the long tail that tells browsers apart. */
export function browserName(userAgent: string): string {
  const found = /(Edg|OPR|Firefox|Chrome|Version)\/([\d.]+)/.exec(
    // Chromium's relatives name themselves last.
    userAgent.replace(/Chrome\/[\d.]+ (?=.*(Edg|OPR)\/)/, ''),
  )
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', Version: 'Safari' }
  const system = /Windows|Mac OS X|Android|iPhone|iPad|CrOS|Linux/.exec(userAgent)?.[0] ?? ''
  if (!found) return system
  return `${names[found[1] ?? ''] ?? found[1]} ${found[2]}${system ? `, ${system}` : ''}`
}
