// The fields of a task, each changed where it stands.
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../../contract/boards.ts'
import { Priority, type TaskView } from '../../../../contract/tasks.ts'
import { Select } from '../../../ui/Select.tsx'
import { moveToList, updateTask } from '../actions.ts'
import { PriorityMark } from '../PriorityMark.tsx'
import { DueField } from './DueField.tsx'
import { EstimateField } from './EstimateField.tsx'
import { FieldRow } from './FieldRow.tsx'
import { LabelsField } from './LabelsField.tsx'
import { PeopleField } from './PeopleField.tsx'
import { StartField } from './StartField.tsx'

export type FieldProps = { board: BoardView; task: TaskView; canWork: boolean }

export function Fields(props: FieldProps) {
  const { board, task, canWork } = props
  const { t } = useTranslation('board')
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-center gap-x-2 gap-y-1 text-base">
      <FieldRow label={t('fields.list')}>
        <Select
          label={t('fields.list')}
          hideLabel
          variant="quiet"
          size="sm"
          isDisabled={!canWork}
          value={task.listId}
          onChange={(listId) => moveToList(board, task, listId)}
          options={board.lists.map(({ id, name }) => ({ id, label: name }))}
        />
      </FieldRow>
      <FieldRow label={t('fields.assignees')}>
        <PeopleField {...props} />
      </FieldRow>
      <FieldRow label={t('fields.due')}>
        <DueField {...props} />
      </FieldRow>
      <FieldRow label={t('fields.priority')}>
        <Select
          label={t('fields.priority')}
          hideLabel
          variant="quiet"
          size="sm"
          isDisabled={!canWork}
          value={task.priority}
          onChange={(priority) => updateTask(board, task, { priority })}
          options={Priority.options.map((id) => ({
            id,
            label: t(`tasks:priority.${id}`),
            icon: <PriorityMark priority={id} isSilent />,
          }))}
        />
      </FieldRow>
      <FieldRow label={t('fields.labels')}>
        <LabelsField {...props} />
      </FieldRow>
      <FieldRow label={t('fields.start')}>
        <StartField {...props} />
      </FieldRow>
      <FieldRow label={t('fields.estimate')}>
        <EstimateField {...props} />
      </FieldRow>
    </dl>
  )
}
