// Pauses notifications until a day and time of one's own choice, on this device's clock.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'

type PauseDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

export function PauseDialog({ isOpen, onOpenChange }: PauseDialogProps) {
  const { t } = useTranslation('notifications')
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('pause.title')}
      description={t('pause.lead')}
    >
      <PauseForm onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

/** What a field for a local date and time holds. */
function asLocal(date: Date): string {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}

function PauseForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('notifications')
  const [until, setUntil] = useState(() => asLocal(new Date(Date.now() + 4 * 3_600_000)))
  const form = useSubmit('notifications.pause', ['until'])
  const moment = new Date(until)
  const isMoment = !Number.isNaN(moment.getTime())
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (isMoment && (await form.submit({ until: moment.toISOString() }))) onDone()
  }
  return (
    <form onSubmit={save} className="flex flex-col gap-4" noValidate>
      {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
      <TextField
        label={t('pause.field')}
        type="datetime-local"
        value={until}
        onChange={setUntil}
        error={form.errorOf('until')}
        autoFocus
      />
      <Button
        type="submit"
        variant="primary"
        className="self-end"
        isPending={form.isRunning}
        isDisabled={!isMoment || form.isWaiting}
      >
        {t('pause.start')}
      </Button>
    </form>
  )
}
