// A conversation with one or a few people. The same people always get the same one.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { PersonId } from '../../../contract/ids.ts'
import { paths } from '../../app/paths.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { PeoplePicker } from './PeoplePicker.tsx'

const mostPeople = 8

export function NewDirectDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('channels')
  const [, navigate] = useLocation()
  const [personIds, setPersonIds] = useState<PersonId[]>([])
  const { submit, isRunning, sentence } = useSubmit('channels.openDirect')
  const open = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await submit({ personIds })
    if (!answer) return
    onClose()
    navigate(paths.channel(answer.joined.channel.id))
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('direct.title')}
      description={t('direct.hint')}
      size="md"
    >
      <form onSubmit={open} className="flex flex-col gap-4">
        <PeoplePicker
          label={t('direct.to')}
          chosen={personIds}
          onChange={setPersonIds}
          max={mostPeople}
          autoFocus
          isOpen={personIds.length < mostPeople}
        />
        {sentence && <Banner tone="danger">{sentence}</Banner>}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" variant="primary" isPending={isRunning} isDisabled={personIds.length === 0}>
            {t('direct.open')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
