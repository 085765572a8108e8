// When to be reminded of a message: the usual moments, or any other.
import i18next from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../contract/messages.ts'
import { maxReminderDays } from '../../../contract/reminders.ts'
import { failureText } from '../../app/submit.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { MenuList } from '../../ui/Menu.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { DueItems } from '../due/DueItems.tsx'
import { dueText } from '../due/due-text.ts'
import { PickMoment } from '../due/PickMoment.tsx'
import { createReminder } from './store.ts'

type RemindDialogProps = { message: MessageView; onClose: () => void }

export function RemindDialog({ message, onClose }: RemindDialogProps) {
  const { t } = useTranslation('reminders')
  const [isPicking, setPicking] = useState(false)
  const remind = async (at: Date) => {
    await createReminder({ messageId: message.id, remindAt: at.toISOString() })
    showToast({ tone: 'good', title: i18next.t('reminders:set', { when: dueText(at) }) })
  }
  const choose = (at: Date) => {
    onClose()
    remind(at).catch((error: unknown) =>
      showToast({ tone: 'danger', title: t('notSet'), body: failureText(t, error) }),
    )
  }
  if (isPicking)
    return (
      <PickMoment
        title={t('ofMessage')}
        confirmLabel={t('remind')}
        maxDays={maxReminderDays}
        onClose={onClose}
        onPick={remind}
      />
    )
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('ofMessage')} isFlush>
      <MenuList label={t('when')} autoFocus="first">
        <DueItems kind="remind" onChoose={choose} onPick={() => setPicking(true)} />
      </MenuList>
    </Dialog>
  )
}
