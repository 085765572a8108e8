// Changes the words of a reminder.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxReminderLength, type ReminderView } from '../../../contract/reminders.ts'
import { failureText } from '../../app/submit.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { updateReminder } from './store.ts'

export function EditReminder({ reminder, onClose }: { reminder: ReminderView; onClose: () => void }) {
  const { t } = useTranslation('reminders')
  const [text, setText] = useState(reminder.text)
  const [failure, setFailure] = useState<string | null>(null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await updateReminder({ reminderId: reminder.id, text })
      onClose()
    } catch (error) {
      setFailure(failureText(t, error))
    }
  }
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('edit')}>
      <form onSubmit={save} className="flex flex-col gap-4">
        <TextField
          label={t('text')}
          value={text}
          onChange={setText}
          maxLength={maxReminderLength}
          error={failure}
          autoFocus
        />
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            isDisabled={text.trim() === '' && reminder.messageId === null}
          >
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
