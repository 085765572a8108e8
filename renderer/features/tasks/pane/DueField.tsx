// When a task is due: a day, and a time on it if that matters. Meant on the clock of whoever sets it.
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Due } from '../../../../contract/tasks.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { useOwnZone } from '../../due/zone.ts'
import { updateTask } from '../actions.ts'
import { DueMark } from '../DueMark.tsx'
import { quietInput } from './FieldRow.tsx'
import type { FieldProps } from './Fields.tsx'

/** A year that is still being typed is no date yet. */
const isWhole = (day: string) => day >= '1970-01-01' && day < '2200-01-01'

export function DueField({ board, task, canWork }: FieldProps) {
  const { t } = useTranslation('board')
  const timeZone = useOwnZone()
  const { due } = task
  const set = (next: Due | null) => updateTask(board, task, { due: next })
  if (!canWork) return due ? <DueMark task={task} /> : <span className="px-2 text-ink-faint">–</span>
  return (
    <div className="flex flex-wrap items-center gap-1">
      <input
        type="date"
        aria-label={t('fields.dueDay')}
        className={quietInput}
        value={due?.day ?? ''}
        min="1970-01-01"
        max="2199-12-31"
        onChange={({ target: { value } }) => {
          if (value === '') set(null)
          else if (isWhole(value))
            set({ day: value, time: due?.time ?? null, timeZone: due?.timeZone ?? timeZone })
        }}
      />
      {due && (
        <input
          type="time"
          aria-label={t('fields.dueTime')}
          className={quietInput}
          value={due.time ?? ''}
          onChange={({ target: { value } }) => set({ day: due.day, time: value || null, timeZone })}
        />
      )}
      {due && <DueMark task={task} />}
      {due && (
        <IconButton
          size="xs"
          label={t('fields.clear', { what: t('fields.due') })}
          icon={<X size={13} />}
          onPress={() => set(null)}
        />
      )}
    </div>
  )
}
