// Mentions in a message: the name is drawn from the person of today, whatever it was when it was written.
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { GroupId, PersonId } from '../../../../contract/ids.ts'
import { classes } from '../../../ui/classes.ts'
import { GroupPopover } from '../../groups/GroupPopover.tsx'
import { useGroup } from '../../groups/store.ts'
import { myId, usePerson } from '../../people/store.ts'
import { openPerson } from '../open-person.ts'

const chip = 'rounded-xs px-0.5 font-medium'
const toOthers = 'bg-accent-tint text-accent-ink'
const toMe = 'bg-mention-tint text-mention-ink'

export function PersonMention({ personId }: { personId: PersonId }) {
  const { t } = useTranslation('messages')
  const person = usePerson(personId)
  const name = person?.name ?? t('unknownPerson')
  return (
    <button
      type="button"
      // The data makes a copied mention a mention again when it is pasted into a composer.
      data-type="mention"
      data-id={personId}
      data-label={name}
      className={classes(chip, personId === myId() ? toMe : toOthers, 'hover:underline')}
      onClick={() => openPerson(personId)}
    >
      <bdi>@{name}</bdi>
    </button>
  )
}

export function EveryoneMention({ group }: { group: 'channel' | 'here' }) {
  return (
    <span data-type="mention" data-id={group} data-label={group} className={classes(chip, toMe)}>
      @{group}
    </span>
  )
}

/** A press shows who is in it. Whoever may not know the group reads that it is one. */
export function GroupMention({ groupId }: { groupId: GroupId }) {
  const { t } = useTranslation('messages')
  const group = useGroup(groupId)
  const handle = group?.handle ?? t('unknownGroup')
  const isMine = group?.memberIds.includes(myId() as PersonId) ?? false
  const data = { 'data-type': 'mention', 'data-id': `group:${groupId}`, 'data-label': handle }
  const look = classes(chip, isMine && !group?.isArchived ? toMe : toOthers)
  const shown = <bdi>@{handle}</bdi>
  if (!group) {
    return (
      <span {...data} className={look}>
        {shown}
      </span>
    )
  }
  return (
    <GroupPopover group={group}>
      <Button {...data} className={classes(look, 'inline hover:underline')}>
        {shown}
      </Button>
    </GroupPopover>
  )
}
