// Making a board: in a channel of its own, or in one where people talk already.
import { Globe, Hash, Lock } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ChannelId, ClientId, PersonId } from '../../../contract/ids.ts'
import { paths } from '../../app/paths.ts'
import { useSubmit } from '../../app/submit.ts'
import { newId } from '../../data/new-id.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { RadioCards } from '../../ui/RadioCards.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { PeoplePicker } from '../channels/PeoplePicker.tsx'
import { useChannels } from '../channels/store.ts'
import { keyFrom } from './key-from.ts'

type Home = 'public' | 'private' | 'channel'
const pictures = { public: Globe, private: Lock, channel: Hash }

export function CreateBoardDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('tasks')
  const [, navigate] = useLocation()
  const [clientId] = useState(() => newId() as ClientId)
  const [name, setName] = useState('')
  const [ownKey, setOwnKey] = useState<string | null>(null)
  const [home, setHome] = useState<Home>('public')
  const [channelId, setChannelId] = useState<ChannelId | null>(null)
  const [memberIds, setMemberIds] = useState<PersonId[]>([])
  const { submit, isRunning, sentence, errorOf } = useSubmit('boards.create', ['name', 'key'])
  const key = ownKey ?? keyFrom(name)
  const isReady = name.trim() !== '' && key.length > 1 && (home !== 'channel' || channelId !== null)

  const create = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await submit({
      clientId,
      name,
      key,
      home:
        home === 'channel' && channelId
          ? { kind: 'channel', channelId }
          : { kind: 'own', isPublic: home === 'public', memberIds },
    })
    if (!answer) return
    onClose()
    navigate(paths.board(answer.board.id))
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('newBoard')}
      description={t('create.hint')}
      size="md"
    >
      <form onSubmit={create} className="flex flex-col gap-4">
        <div className="flex items-start gap-3">
          <TextField
            autoFocus
            className="flex-1"
            label={t('create.name')}
            placeholder={t('create.namePlaceholder')}
            value={name}
            onChange={setName}
            maxLength={80}
            error={errorOf('name')}
          />
          <TextField
            className="w-36"
            label={t('create.key')}
            description={t('create.keyHint', { key: key || 'OPS' })}
            value={key}
            onChange={(text) => setOwnKey(text.toUpperCase().replace(/[^A-Z0-9]/g, ''))}
            maxLength={10}
            error={errorOf('key')}
          />
        </div>
        <RadioCards
          label={t('create.home')}
          value={home}
          onChange={setHome}
          options={(['public', 'private', 'channel'] as const).map((id) => {
            const Picture = pictures[id]
            return {
              id,
              label: t(`create.homes.${id}`),
              description: t(`create.homeHints.${id}`),
              picture: <Picture size={16} className="mx-3 mt-2.5 text-ink-faint" />,
            }
          })}
        />
        {home === 'channel' ? (
          <ChannelSelect value={channelId} onChange={setChannelId} />
        ) : (
          <PeoplePicker
            label={t('create.people')}
            note={t('channels:optional')}
            chosen={memberIds}
            onChange={setMemberIds}
          />
        )}
        {sentence && <Banner tone="danger">{sentence}</Banner>}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" variant="primary" isPending={isRunning} isDisabled={!isReady}>
            {t('create.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type ChannelSelectProps = { value: ChannelId | null; onChange: (id: ChannelId) => void }

function ChannelSelect({ value, onChange }: ChannelSelectProps) {
  const { t } = useTranslation('tasks')
  const channels = useChannels().filter(
    ({ channel, membership }) =>
      !channel.isArchived &&
      membership.abilities.canPost &&
      (channel.kind === 'public' || channel.kind === 'private'),
  )
  return (
    <Select
      label={t('create.channel')}
      placeholder={t('create.chooseChannel')}
      value={value}
      onChange={onChange}
      options={channels.map(({ channel }) => ({ id: channel.id, label: `#${channel.name}` }))}
    />
  )
}
