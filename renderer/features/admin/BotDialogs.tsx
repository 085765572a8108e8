// Makes a bot, and shows a token the one time it can be shown.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../contract/commands.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyField } from '../../ui/CopyField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'

export type NewToken = OutputOf<'bots.create'>

type CreateProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onMade: (made: NewToken) => void
}

export function CreateBotDialog({ isOpen, onOpenChange, onMade }: CreateProps) {
  const { t } = useTranslation('admin')
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={t('bots.new')}>
      <BotForm onMade={onMade} />
    </Dialog>
  )
}

function BotForm({ onMade }: Pick<CreateProps, 'onMade'>) {
  const { t } = useTranslation('admin')
  const [name, setName] = useState('')
  const [title, setTitle] = useState('')
  const form = useSubmit('bots.create', ['name', 'title'])
  const create = async (event: FormEvent) => {
    event.preventDefault()
    const made = await form.submit({ name, ...(title.trim() && { title }) })
    if (made) onMade(made)
  }
  return (
    <form onSubmit={create} className="flex flex-col gap-4" noValidate>
      {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
      <TextField
        label={t('bots.name')}
        description={t('bots.nameHint')}
        maxLength={80}
        isRequired
        autoFocus
        value={name}
        onChange={setName}
        error={form.errorOf('name')}
      />
      <TextField
        label={t('bots.purpose')}
        note={t('bots.optional')}
        maxLength={80}
        value={title}
        onChange={setTitle}
        error={form.errorOf('title')}
      />
      <Button
        type="submit"
        variant="primary"
        className="self-end"
        isPending={form.isRunning}
        isDisabled={!name.trim() || form.isWaiting}
      >
        {t('bots.create')}
      </Button>
    </form>
  )
}

export function TokenDialog({ made, onClose }: { made: NewToken | null; onClose: () => void }) {
  const { t } = useTranslation('admin')
  return (
    <Dialog
      isOpen={made !== null}
      onOpenChange={onClose}
      title={t('bots.tokenTitle', { name: made?.bot.name ?? '' })}
      description={t('bots.tokenLead')}
      size="md"
      isDismissable={false}
    >
      <div className="flex flex-col gap-3">
        <CopyField label={t('bots.token')} value={made?.token ?? ''} />
        <p className="text-sm text-ink-faint">{t('bots.tokenUse')}</p>
        <Button className="self-end" onPress={onClose}>
          {t('bots.done')}
        </Button>
      </div>
    </Dialog>
  )
}
