// Making, renaming and removing an own section of the sidebar.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JoinedChannel, SectionView } from '../../../contract/channels.ts'
import type { SectionId } from '../../../contract/ids.ts'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useSubmit } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { newId } from '../../data/new-id.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useSections } from './store.ts'

type SectionDialogProps = {
  section: SectionView | null
  joined: JoinedChannel | undefined
  onClose: () => void
}

/** `joined` is put into the section once it is made. */
export function SectionDialog({ section, joined, onClose }: SectionDialogProps) {
  const { t } = useTranslation('channels')
  const sections = useSections()
  const [name, setName] = useState(section?.name ?? '')
  // Made once: a second try after a half-done first one makes no second section.
  const [id] = useState(() => section?.id ?? (newId() as unknown as SectionId))
  const saving = useSubmit('channels.saveSections')
  const moving = useSubmit('channels.setPreference')
  const sentence = saving.sentence ?? moving.sentence

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const changed = sections.some((other) => other.id === id)
      ? sections.map((other) => (other.id === id ? { id, name } : other))
      : [...sections, { id, name }]
    if (!(await saving.submit({ sections: changed }))) return
    const move = { sectionId: id, isFavourite: false }
    if (joined && !(await moving.submit({ channelId: joined.channel.id, ...move }))) return
    onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(section ? 'section.rename' : 'section.create')}
    >
      <form onSubmit={save} className="flex flex-col gap-4">
        <TextField autoFocus label={t('section.name')} value={name} onChange={setName} maxLength={60} />
        {sentence && <Banner tone="danger">{sentence}</Banner>}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            isPending={saving.isRunning || moving.isRunning}
            isDisabled={name.trim() === ''}
          >
            {t(section ? 'save' : 'section.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

export function DeleteSectionDialog({ section, onClose }: { section: SectionView; onClose: () => void }) {
  const { t } = useTranslation('channels')
  const sections = useSections()
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('section.deleteTitle', { name: section.name })}
      confirmLabel={t('section.delete')}
      isDestructive
      onConfirm={() =>
        call('channels.saveSections', { sections: sections.filter((other) => other.id !== section.id) })
      }
    >
      {t('section.deleteExplanation')}
    </ConfirmDialog>
  )
}
