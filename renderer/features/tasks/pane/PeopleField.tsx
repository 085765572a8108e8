// Who is to do a task.
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PersonId } from '../../../../contract/ids.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import { PeoplePicker } from '../../channels/PeoplePicker.tsx'
import { PersonAvatar } from '../../people/PersonAvatar.tsx'
import { usePerson } from '../../people/store.ts'
import { assign } from '../actions.ts'
import type { FieldProps } from './Fields.tsx'

export function PeopleField({ board, task, canWork }: FieldProps) {
  const { t } = useTranslation('board')
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-1">
      {task.assigneeIds.map((id) => (
        <Assignee key={id} personId={id} onRemove={canWork ? () => assign(board, task, id, false) : null} />
      ))}
      {canWork && (
        <Popover
          label={t('fields.addPerson')}
          trigger={<IconButton size="xs" label={t('fields.addPerson')} icon={<Plus size={14} />} />}
          className="w-72"
        >
          {(close) => (
            <div className="p-3">
              <PeoplePicker
                label={t('fields.addPerson')}
                chosen={[]}
                without={task.assigneeIds}
                hasMe
                isOpen
                autoFocus
                onChange={([id]) => {
                  if (id) assign(board, task, id, true)
                  close()
                }}
              />
            </div>
          )}
        </Popover>
      )}
    </div>
  )
}

function Assignee({ personId, onRemove }: { personId: PersonId; onRemove: (() => void) | null }) {
  const { t } = useTranslation('board')
  const name = usePerson(personId)?.name ?? ''
  return (
    <span className="flex h-6 items-center gap-1.5 rounded-sm bg-pressed ps-1 pe-1 text-sm">
      <PersonAvatar personId={personId} size={16} />
      <bdi>{name}</bdi>
      {onRemove && (
        <IconButton
          size="xs"
          hasTooltip={false}
          label={t('fields.removePerson', { name })}
          icon={<X size={12} />}
          onPress={onRemove}
        />
      )}
    </span>
  )
}
