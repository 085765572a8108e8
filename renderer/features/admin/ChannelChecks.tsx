// Which channels a newcomer joins at once: those the viewer may add people to.
import { Hash, Lock } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelId } from '../../../contract/ids.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { useChannels } from '../channels/store.ts'

export type ChannelChecksProps = { value: ChannelId[]; onChange: (value: ChannelId[]) => void }

/** The contract takes no more. */
const most = 50

export function ChannelChecks({ value, onChange }: ChannelChecksProps) {
  const { t } = useTranslation('admin')
  const [query, setQuery] = useState('')
  const all = useChannels()
    .filter(
      ({ channel, membership }) => channel.name && !channel.isArchived && membership.abilities.canInvite,
    )
    .map(({ channel }) => ({
      id: channel.id,
      name: channel.name ?? '',
      isPrivate: channel.kind === 'private',
    }))
    .sort((one, other) => one.name.localeCompare(other.name))
  const found = all.filter(({ name }) => name.includes(query.trim().toLocaleLowerCase()))

  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium">{t('invitations.channels')}</legend>
      {all.length > 8 && (
        <SearchField label={t('invitations.channelsFind')} value={query} onChange={setQuery} />
      )}
      {all.length === 0 ? (
        <p className="text-sm text-ink-faint">{t('invitations.channelsNone')}</p>
      ) : (
        <div className="grid max-h-32 grid-cols-2 gap-x-3 gap-y-1.5 overflow-y-auto rounded-md border border-line p-3">
          {found.map(({ id, name, isPrivate }) => (
            <Checkbox
              key={id}
              isSelected={value.includes(id)}
              isDisabled={!value.includes(id) && value.length >= most}
              onChange={(isIn) => onChange(isIn ? [...value, id] : value.filter((other) => other !== id))}
            >
              <span className="flex min-w-0 items-center gap-1">
                {isPrivate ? <Lock size={13} aria-hidden /> : <Hash size={13} aria-hidden />}
                <span className="truncate">{name}</span>
              </span>
            </Checkbox>
          ))}
        </div>
      )}
    </fieldset>
  )
}
