// Who is in a channel; those who may add and remove people.
import { UserMinus, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { JoinedChannel } from '../../../contract/channels.ts'
import type { PersonId } from '../../../contract/ids.ts'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { openPerson } from '../messages/open-person.ts'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import { myId, usePerson } from '../people/store.ts'
import { AddMembers } from './AddMembers.tsx'
import { useMembers } from './use-members.ts'

export function MemberList({ joined }: { joined: JoinedChannel }) {
  const { t } = useTranslation('channels')
  const { channel, membership, state } = joined
  const [isAdding, setIsAdding] = useState(false)
  const [leaving, setLeaving] = useState<PersonId | null>(null)
  const members = useMembers(joined)
  const canInvite = membership.abilities.canInvite && !channel.isArchived
  return (
    <section aria-label={t('members', { count: state.memberCount })} className="p-3">
      <div className="flex h-8 items-center justify-between ps-2">
        <h3 className="text-sm font-medium text-ink-faint">{t('members', { count: state.memberCount })}</h3>
        {canInvite && (
          <Button size="sm" variant="ghost" icon={<UserPlus size={14} />} onPress={() => setIsAdding(true)}>
            {t('details.add')}
          </Button>
        )}
      </div>
      {isAdding && (
        <AddMembers channelId={channel.id} present={members.ids ?? []} onDone={() => setIsAdding(false)} />
      )}
      {members.error !== null && (
        <Banner
          tone="danger"
          action={
            <Button size="sm" onPress={members.reload}>
              {t('retry')}
            </Button>
          }
        >
          {failureText(t, members.error)}
        </Banner>
      )}
      {!members.ids && members.error === null && (
        <SkeletonRows className="p-2" rows={4} label={t('details.loading')} />
      )}
      <ul>
        {members.ids?.map((id) => (
          <MemberRow
            key={id}
            personId={id}
            onRemove={membership.abilities.canRemoveOthers && id !== myId() ? () => setLeaving(id) : null}
          />
        ))}
      </ul>
      {members.hasMore && (
        <Button size="sm" variant="ghost" onPress={members.more}>
          {t('browse.more')}
        </Button>
      )}
      {leaving && <RemoveDialog joined={joined} personId={leaving} onClose={() => setLeaving(null)} />}
    </section>
  )
}

function MemberRow({ personId, onRemove }: { personId: PersonId; onRemove: (() => void) | null }) {
  const { t } = useTranslation('channels')
  const person = usePerson(personId)
  return (
    <li className="group/member flex items-center gap-1 rounded-md pe-1 hover:bg-hover">
      <AriaButton
        className="flex h-10 min-w-0 flex-1 items-center gap-2.5 rounded-md px-2 text-start"
        onPress={() => openPerson(personId)}
      >
        <PersonAvatar personId={personId} size={28} hasPresence />
        <span className="min-w-0">
          <span className="block truncate font-medium">{person?.name ?? '?'}</span>
          {person?.title && <span className="block truncate text-xs text-ink-faint">{person.title}</span>}
        </span>
      </AriaButton>
      {onRemove && (
        <IconButton
          size="xs"
          variant="danger"
          label={t('details.remove', { name: person?.name ?? '' })}
          icon={<UserMinus size={14} />}
          className="opacity-0 group-focus-within/member:opacity-100 group-hover/member:opacity-100"
          onPress={onRemove}
        />
      )}
    </li>
  )
}

type RemoveDialogProps = { joined: JoinedChannel; personId: PersonId; onClose: () => void }

function RemoveDialog({ joined, personId, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('channels')
  const person = usePerson(personId)
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('details.removeTitle', { name: person?.name ?? '', channel: joined.channel.name })}
      confirmLabel={t('details.removeConfirm')}
      isDestructive
      onConfirm={() => call('channels.remove', { channelId: joined.channel.id, personId })}
    >
      {t('details.removeExplanation')}
    </ConfirmDialog>
  )
}
