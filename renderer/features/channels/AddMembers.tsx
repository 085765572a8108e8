// Adds people to a channel.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelId, PersonId } from '../../../contract/ids.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { PeoplePicker } from './PeoplePicker.tsx'

type AddMembersProps = { channelId: ChannelId; present: PersonId[]; onDone: () => void }

export function AddMembers({ channelId, present, onDone }: AddMembersProps) {
  const { t } = useTranslation('channels')
  const [chosen, setChosen] = useState<PersonId[]>([])
  const { submit, isRunning, sentence } = useSubmit('channels.invite')
  const add = async () => {
    if (await submit({ channelId, personIds: chosen })) onDone()
  }
  return (
    <div className="flex flex-col gap-2 p-2">
      <PeoplePicker
        label={t('details.addPeople')}
        chosen={chosen}
        onChange={setChosen}
        without={present}
        autoFocus
      />
      {sentence && <Banner tone="danger">{sentence}</Banner>}
      <div className="flex gap-2">
        <Button
          size="sm"
          variant="primary"
          isPending={isRunning}
          isDisabled={chosen.length === 0}
          onPress={add}
        >
          {t('details.add')}
        </Button>
        <Button size="sm" variant="ghost" onPress={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
