// How much work a task is, in the team's own unit: hours, days, points.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateTask } from '../actions.ts'
import { quietInput } from './FieldRow.tsx'
import type { FieldProps } from './Fields.tsx'

export function EstimateField({ board, task, canWork }: FieldProps) {
  const { t } = useTranslation('board')
  const [typed, setTyped] = useState<string | null>(null)
  const save = () => {
    if (typed === null) return
    const estimate = typed.trim() === '' ? null : Number(typed.replace(',', '.'))
    const isValid = estimate === null || (estimate >= 0 && estimate <= 100_000)
    if (isValid && estimate !== task.estimate) updateTask(board, task, { estimate })
    setTyped(null)
  }
  return (
    <input
      inputMode="decimal"
      aria-label={t('fields.estimate')}
      className={`${quietInput} w-20`}
      disabled={!canWork}
      placeholder="–"
      value={typed ?? (task.estimate === null ? '' : String(task.estimate))}
      onChange={({ target }) => setTyped(target.value.replace(/[^\d.,]/g, '').slice(0, 9))}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}
