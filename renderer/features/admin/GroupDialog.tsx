// Makes a group, or changes its handle, name and people.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type GroupView, maxGroupMembers } from '../../../contract/groups.ts'
import type { PersonId } from '../../../contract/ids.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { PeoplePicker } from '../channels/PeoplePicker.tsx'

type GroupDialogProps = { edited: GroupView | 'new' | null; onClose: () => void }

export function GroupDialog({ edited, onClose }: GroupDialogProps) {
  const { t } = useTranslation('groups')
  const title = edited === 'new' || !edited ? t('newTitle') : t('editTitle', { handle: edited.handle })
  return (
    <Dialog isOpen={edited !== null} onOpenChange={onClose} title={title} size="md">
      {edited && <GroupForm group={edited === 'new' ? null : edited} onDone={onClose} />}
    </Dialog>
  )
}

function GroupForm({ group, onDone }: { group: GroupView | null; onDone: () => void }) {
  const { t } = useTranslation('groups')
  const [handle, setHandle] = useState(group?.handle ?? '')
  const [name, setName] = useState(group?.name ?? '')
  const [memberIds, setMemberIds] = useState<PersonId[]>(group?.memberIds ?? [])
  const create = useSubmit('groups.create', ['handle', 'name'])
  const update = useSubmit('groups.update', ['handle', 'name'])
  const members = useSubmit('groups.changeMembers')
  const form = group ? update : create
  const sentence = form.sentence ?? members.sentence

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!group) {
      if (await create.submit({ handle, name, memberIds })) onDone()
      return
    }
    const groupId = group.id
    const addedIds = memberIds.filter((id) => !group.memberIds.includes(id))
    const removedIds = group.memberIds.filter((id) => !memberIds.includes(id))
    if (!(await update.submit({ groupId, handle, name }))) return
    if (await members.submit({ groupId, addedIds, removedIds })) onDone()
  }
  return (
    <form onSubmit={save} className="flex flex-col gap-4" noValidate>
      {sentence && <Banner tone="danger">{sentence}</Banner>}
      <TextField
        label={t('handle')}
        description={t('handleHint')}
        prefix="@"
        maxLength={40}
        isRequired
        autoFocus
        value={handle}
        onChange={setHandle}
        error={form.errorOf('handle')}
      />
      <TextField
        label={t('name')}
        description={t('nameHint')}
        maxLength={80}
        isRequired
        value={name}
        onChange={setName}
        error={form.errorOf('name')}
      />
      <PeoplePicker
        label={t('members')}
        chosen={memberIds}
        onChange={setMemberIds}
        max={maxGroupMembers}
        hasMe
      />
      <Button
        type="submit"
        variant="primary"
        className="self-end"
        isPending={form.isRunning || members.isRunning}
        isDisabled={!handle.trim() || !name.trim() || form.isWaiting}
      >
        {t(group ? 'save' : 'create')}
      </Button>
    </form>
  )
}
