// Making a channel.
import { Globe, Lock } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { PersonId } from '../../../contract/ids.ts'
import { paths } from '../../app/paths.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { RadioCards } from '../../ui/RadioCards.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { PeoplePicker } from './PeoplePicker.tsx'

export function CreateChannelDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('channels')
  const [, navigate] = useLocation()
  const [kind, setKind] = useState<'public' | 'private'>('public')
  const [name, setName] = useState('')
  const [topic, setTopic] = useState('')
  const [memberIds, setMemberIds] = useState<PersonId[]>([])
  const { submit, isRunning, sentence, errorOf } = useSubmit('channels.create', ['name', 'topic'])

  const create = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await submit({ kind, name, topic, memberIds })
    if (!answer) return
    onClose()
    navigate(paths.channel(answer.joined.channel.id))
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('create.title')}
      description={t('create.hint')}
      size="md"
    >
      <form onSubmit={create} className="flex flex-col gap-4">
        <TextField
          autoFocus
          label={t('create.name')}
          placeholder={t('create.namePlaceholder')}
          prefix="#"
          value={name}
          onChange={(text) => setName(text.toLocaleLowerCase().replace(/^#+/, '').replace(/\s/g, '-'))}
          maxLength={80}
          error={errorOf('name')}
        />
        <TextField
          label={t('create.topic')}
          note={t('optional')}
          placeholder={t('create.topicPlaceholder')}
          value={topic}
          onChange={setTopic}
          maxLength={250}
          error={errorOf('topic')}
        />
        <RadioCards
          label={t('create.kind')}
          value={kind}
          onChange={setKind}
          options={[
            {
              id: 'public',
              label: t('create.public'),
              description: t('create.publicHint'),
              picture: <Globe size={16} className="mx-3 mt-2.5 text-ink-faint" />,
            },
            {
              id: 'private',
              label: t('create.private'),
              description: t('create.privateHint'),
              picture: <Lock size={16} className="mx-3 mt-2.5 text-ink-faint" />,
            },
          ]}
        />
        <PeoplePicker
          label={t('create.people')}
          note={t('optional')}
          chosen={memberIds}
          onChange={setMemberIds}
        />
        {sentence && <Banner tone="danger">{sentence}</Banner>}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" variant="primary" isPending={isRunning} isDisabled={name.trim() === ''}>
            {t('create.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
