// Releases in words.
import type { TFunction } from 'i18next'
import type { ReleaseView } from '../../../../contract/releases.ts'
import type { Fault, Standing } from './standing.ts'

/** `percent`: from 1 to 100. */
export const percentText = (percent: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent' }).format(percent / 100)

/** latest-linux-arm64.yml is "Linux, ARM 64-bit". */
export function systemText(t: TFunction, feed: string): string {
  const system = /^\w+-([\w-]+)\.yml$/.exec(feed)?.[1] ?? 'windows'
  return t(`releases:system.${system}`)
}

export function standingText(
  t: TFunction,
  { kind, replacedBy }: Standing,
  { percentage }: ReleaseView,
  language: string,
): string {
  return t(`releases:standing.${kind}`, { percent: percentText(percentage, language), version: replacedBy })
}

export const faultText = (t: TFunction, { name, kind, others }: Fault): string =>
  others > 0
    ? t('releases:fault.missingMore', { name, count: others })
    : t(`releases:fault.${kind}`, { name })
