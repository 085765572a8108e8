// When work on a task is to begin.
import { useTranslation } from 'react-i18next'
import { updateTask } from '../actions.ts'
import { quietInput } from './FieldRow.tsx'
import type { FieldProps } from './Fields.tsx'

export function StartField({ board, task, canWork }: FieldProps) {
  const { t } = useTranslation('board')
  return (
    <input
      type="date"
      aria-label={t('fields.start')}
      className={quietInput}
      disabled={!canWork}
      value={task.startDay ?? ''}
      min="1970-01-01"
      max="2199-12-31"
      onChange={({ target: { value } }) => {
        if (value === '') updateTask(board, task, { startDay: null })
        else if (value >= '1970-01-01') updateTask(board, task, { startDay: value })
      }}
    />
  )
}
