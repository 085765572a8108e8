// A line of a channel that those who may can change in its place.
import { Pencil } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../app/submit.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextField } from '../../ui/TextField.tsx'

type EditableLineProps = {
  label: string
  value: string
  emptyText?: string
  canEdit: boolean
  maxLength: number
  onSave: (value: string) => Promise<unknown>
}

export function EditableLine({ label, value, emptyText, canEdit, maxLength, onSave }: EditableLineProps) {
  const { t } = useTranslation('channels')
  const [draft, setDraft] = useState<string | null>(null)
  const [isRunning, setIsRunning] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (draft === null) return
    setIsRunning(true)
    setFailure(null)
    try {
      if (draft.trim() !== value) await onSave(draft.trim())
      setDraft(null)
    } catch (error) {
      setFailure(failureText(t, error))
    } finally {
      setIsRunning(false)
    }
  }

  if (draft === null) {
    return (
      <div>
        <p className="text-xs font-medium text-ink-faint">{label}</p>
        <div className="flex items-start gap-1">
          <p
            dir="auto"
            className={value ? 'min-w-0 flex-1 text-md break-words' : 'min-w-0 flex-1 text-md text-ink-faint'}
          >
            {value || emptyText}
          </p>
          {canEdit && (
            <IconButton
              size="xs"
              label={t('details.edit', { what: label })}
              icon={<Pencil size={14} />}
              onPress={() => setDraft(value)}
            />
          )}
        </div>
      </div>
    )
  }
  return (
    <form onSubmit={save} className="flex flex-col gap-2">
      <TextField
        autoFocus
        label={label}
        value={draft}
        onChange={setDraft}
        maxLength={maxLength}
        error={failure}
      />
      <div className="flex gap-2">
        <Button size="sm" type="submit" variant="primary" isPending={isRunning}>
          {t('save')}
        </Button>
        <Button size="sm" variant="ghost" onPress={() => setDraft(null)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
