// The labels of a board: named, coloured, added and removed; saved together.
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BoardView, LabelColor, type LabelView, maxLabels } from '../../../contract/boards.ts'
import type { LabelId } from '../../../contract/ids.ts'
import { useSubmit } from '../../app/submit.ts'
import { newId } from '../../data/new-id.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { labelDots } from './label-colours.ts'

export function LabelsDialog({ board, onClose }: { board: BoardView; onClose: () => void }) {
  const { t } = useTranslation('board')
  const [labels, setLabels] = useState<LabelView[]>(board.labels)
  const { submit, isRunning, sentence } = useSubmit('boards.saveLabels')
  const change = (id: LabelId, fields: Partial<LabelView>) =>
    setLabels(labels.map((label) => (label.id === id ? { ...label, ...fields } : label)))
  const add = () => {
    const color = LabelColor.options[labels.length % LabelColor.options.length] ?? 'grey'
    setLabels([...labels, { id: newId() as LabelId, name: '', color }])
  }
  const named = labels.filter(({ name }) => name.trim() !== '')
  const save = async () => {
    if (await submit({ boardId: board.id, labels: named })) onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('labels.title')}
      description={t('labels.hint')}
      size="md"
      footer={
        <>
          <Button variant="ghost" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="primary" isPending={isRunning} onPress={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-2">
        {labels.map(({ id, name, color }, index) => (
          <li key={id} className="flex items-center gap-2">
            <Select
              label={t('labels.colour', { number: index + 1 })}
              hideLabel
              className="w-32 shrink-0"
              value={color}
              onChange={(next) => change(id, { color: next })}
              options={LabelColor.options.map((option) => ({
                id: option,
                label: t(`labels.colours.${option}`),
                icon: <span className={classes('size-2.5 rounded-full', labelDots[option])} />,
              }))}
            />
            <TextField
              className="flex-1"
              label={t('labels.name', { number: index + 1 })}
              hideLabel
              autoFocus={name === ''}
              value={name}
              maxLength={40}
              placeholder={t('labels.placeholder')}
              onChange={(next) => change(id, { name: next })}
            />
            <IconButton
              label={t('labels.remove', { name })}
              icon={<Trash2 size={15} />}
              onPress={() => setLabels(labels.filter((label) => label.id !== id))}
            />
          </li>
        ))}
      </ul>
      <Button size="sm" className="mt-3" isDisabled={labels.length >= maxLabels} onPress={add}>
        <Plus size={15} aria-hidden />
        {t('labels.add')}
      </Button>
      {sentence && (
        <Banner tone="danger" className="mt-3">
          {sentence}
        </Banner>
      )}
    </Dialog>
  )
}
