// Sends a form: one command at a time, its refusal as a sentence and beside the field it names.
import type { TFunction } from 'i18next'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandName, InputOf, OutputOf } from '../../contract/commands.ts'
import { ApiError, call } from '../data/api.ts'

/** Codes that say the same in every place; the sentence of any other comes from the server. */
const everywhere = [
  'offline',
  'internal',
  'not_ready',
  'not_signed_in',
  'origin_refused',
  'calls_unavailable',
  'call_ended',
  'call_full',
  'call_locked',
  'not_in_call',
]

/** A refusal in the reader's language. */
export function failureText(t: TFunction, error: unknown): string {
  if (!(error instanceof ApiError)) return t('errors:unknown')
  if (error.code === 'rate_limited') return waitText(t, error.retryAfterMs ?? 0)
  return everywhere.includes(error.code) ? t(`errors:${error.code}`) : error.message
}

function waitText(t: TFunction, waitMs: number): string {
  if (waitMs <= 0) return t('errors:rate_limited_soon')
  const seconds = Math.ceil(waitMs / 1000)
  const wait =
    seconds < 90
      ? t('errors:seconds', { count: seconds })
      : t('errors:minutes', { count: Math.ceil(seconds / 60) })
  return t('errors:rate_limited', { wait })
}

export type Submit<Name extends CommandName> = {
  /** The answer, or null when it was refused; then `sentence` and `errorOf` tell why. */
  submit: (input: InputOf<Name>) => Promise<OutputOf<Name> | null>
  isRunning: boolean
  /** Which refusal it was; null while nothing is wrong. */
  code: ApiError['code'] | null
  /** For the form as a whole; null while nothing is wrong or a field says it. */
  sentence: string | null
  /** For one field. */
  errorOf: (field: string) => string | undefined
  /** true while the server asked to wait. */
  isWaiting: boolean
  clear: () => void
}

/** @param fields the fields that show their own error; every other refusal becomes the sentence */
export function useSubmit<Name extends CommandName>(
  name: Name,
  fields: readonly string[] = [],
): Submit<Name> {
  const { t } = useTranslation()
  const [isRunning, setRunning] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const waitMs = useWait(failure)

  const submit = useCallback(
    async (input: InputOf<Name>) => {
      setRunning(true)
      setFailure(null)
      try {
        return await call(name, input)
      } catch (error) {
        setFailure(error)
        return null
      } finally {
        setRunning(false)
      }
    },
    [name],
  )

  const field = failure instanceof ApiError ? failure.field?.split('.')[0] : undefined
  const isAtField = field !== undefined && fields.includes(field)
  const isLimit = failure instanceof ApiError && failure.code === 'rate_limited'
  const text = failure === null ? null : isLimit ? waitText(t, waitMs) : failureText(t, failure)
  return {
    submit,
    isRunning,
    code: failure instanceof ApiError ? failure.code : null,
    sentence: isAtField ? null : text,
    errorOf: (name) => (isAtField && field === name && text ? text : undefined),
    isWaiting: waitMs > 0,
    clear: useCallback(() => setFailure(null), []),
  }
}

/** What is left of the wait that the server asked for, counted down by the second. */
function useWait(failure: unknown): number {
  const [leftMs, setLeftMs] = useState(0)
  useEffect(() => {
    const waitMs =
      failure instanceof ApiError && failure.code === 'rate_limited' ? (failure.retryAfterMs ?? 0) : 0
    setLeftMs(waitMs)
    if (waitMs === 0) return
    const until = performance.now() + waitMs
    const timer = setInterval(() => {
      const left = Math.max(0, until - performance.now())
      setLeftMs(left)
      if (left === 0) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [failure])
  return leftMs
}
