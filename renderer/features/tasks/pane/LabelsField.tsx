// The labels of a task.
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { LabelId } from '../../../../contract/ids.ts'
import { classes } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../../ui/Menu.tsx'
import { label } from '../actions.ts'
import { labelDots } from '../label-colours.ts'
import type { FieldProps } from './Fields.tsx'

export function LabelsField({ board, task, canWork }: FieldProps) {
  const { t } = useTranslation('board')
  const shown = board.labels.filter(({ id }) => task.labelIds.includes(id))
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-1">
      {shown.map(({ id, name, color }) => (
        <span key={id} className="flex h-6 items-center gap-1.5 rounded-sm bg-pressed px-1.5 text-sm">
          <span className={classes('size-2 rounded-full', labelDots[color])} aria-hidden />
          {name}
        </span>
      ))}
      {canWork && (
        <MenuTrigger>
          <IconButton size="xs" label={t('fields.addLabel')} icon={<Plus size={14} />} />
          <Menu
            label={t('fields.addLabel')}
            selectionMode="multiple"
            selectedKeys={task.labelIds}
            onSelectionChange={(keys) => {
              const wanted = keys === 'all' ? board.labels.map(({ id }) => id) : ([...keys] as LabelId[])
              for (const { id } of board.labels)
                if (wanted.includes(id) !== task.labelIds.includes(id))
                  label(board, task, id, wanted.includes(id))
            }}
          >
            {board.labels.length === 0 ? (
              <MenuItem isDisabled>{t('fields.noLabels')}</MenuItem>
            ) : (
              board.labels.map(({ id, name, color }) => (
                <MenuItem
                  key={id}
                  id={id}
                  icon={<span className={classes('size-2.5 rounded-full', labelDots[color])} />}
                >
                  {name}
                </MenuItem>
              ))
            )}
          </Menu>
        </MenuTrigger>
      )}
    </div>
  )
}
