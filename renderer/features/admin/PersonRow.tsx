// One person in the administration: role, and the way in and out.
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ManagedPersonView, type PersonView, Role } from '../../../contract/people.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx'
import { Select } from '../../ui/Select.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { shortMoment } from '../people/local-time.ts'
import { useMe } from '../people/store.ts'
import { DeactivateDialog } from './DeactivateDialog.tsx'

export type PersonRowProps = { managed: ManagedPersonView; onChanged: (person: PersonView) => void }

export function PersonRow({ managed, onChanged }: PersonRowProps) {
  const { t, i18n } = useTranslation('admin')
  const { person, email, joinedAt, lastSeenAt } = managed
  const isMe = useMe()?.person.id === person.id
  const [isAsking, setAsking] = useState(false)
  const moment = (at: string) => shortMoment(at, i18n.language)

  const attempt = async (
    what: () => Promise<{ person: PersonView }>,
    done: (person: PersonView) => string,
  ) => {
    try {
      const answer = await what()
      onChanged(answer.person)
      showToast({ tone: 'good', title: done(answer.person) })
    } catch (error) {
      showToast({ tone: 'danger', title: failureText(t, error) })
    }
  }
  const setRole = (role: Role) =>
    attempt(
      () => call('people.setRole', { personId: person.id, role }),
      ({ name }) => t('people.roleChanged', { name, role: t(`sign-in:role.${role}`) }),
    )
  const reactivate = () =>
    attempt(
      () => call('people.reactivate', { personId: person.id }),
      ({ name }) => t('people.reactivated', { name }),
    )

  return (
    <li className="flex items-center gap-3 border-b border-line py-2 last:border-0">
      <Avatar
        name={person.name}
        picture={person.picture}
        colourKey={person.id}
        size={36}
        isFaded={!person.isActive}
      />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium">{person.name}</span>
          {isMe && <span className="text-sm text-ink-faint">({t('people:you')})</span>}
          {!person.isActive && <Badge tone="warn">{t('people:deactivated')}</Badge>}
        </p>
        <p className="truncate text-sm text-ink-faint">{[email, person.title].filter(Boolean).join(' · ')}</p>
      </div>
      <div className="w-36 shrink-0 text-right text-xs text-ink-faint narrow:hidden">
        <p>{lastSeenAt ? t('people.lastSeen', { when: moment(lastSeenAt) }) : t('people.never')}</p>
        <p>{t('people.joined', { when: moment(joinedAt) })}</p>
      </div>
      <Select
        label={t('people.role', { name: person.name })}
        hideLabel
        variant="quiet"
        size="sm"
        className="w-28 shrink-0"
        options={Role.options.map((id) => ({ id, label: t(`people:role.${id}`) }))}
        value={person.role}
        onChange={(role) => role !== person.role && setRole(role)}
        isDisabled={!person.isActive}
      />
      <MenuTrigger>
        <IconButton
          label={t('more', { name: person.name })}
          icon={<Ellipsis size={16} />}
          hasTooltip={false}
        />
        <Menu label={t('more', { name: person.name })} placement="bottom end">
          {person.isActive ? (
            <MenuItem isDestructive onAction={() => setAsking(true)}>
              {t('people.deactivate')}
            </MenuItem>
          ) : (
            <MenuItem onAction={reactivate}>{t('people.reactivate')}</MenuItem>
          )}
        </Menu>
      </MenuTrigger>
      <DeactivateDialog person={person} isOpen={isAsking} onOpenChange={setAsking} onDone={onChanged} />
    </li>
  )
}
