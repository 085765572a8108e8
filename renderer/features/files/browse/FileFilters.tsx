// What narrows a list of files: a part of the name, the kind, and over the whole workspace the person and the channel.
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FileKind } from '../../../../contract/files.ts'
import type { ChannelId, PersonId } from '../../../../contract/ids.ts'
import { ComboBox } from '../../../ui/ComboBox.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Select } from '../../../ui/Select.tsx'
import { channelNameOf } from '../../channels/channel-name.ts'
import { useChannels } from '../../channels/store.ts'
import { peopleStore, usePeople } from '../../people/store.ts'
import type { FileQuery } from '../viewer/state.ts'

const searchAfterMs = 250
const everything = 'all'

type FileFiltersProps = {
  query: FileQuery
  onChange: (fields: FileQuery) => void
  /** Over all channels. */
  isWide: boolean
}

export function FileFilters({ query, onChange, isWide }: FileFiltersProps) {
  const { t } = useTranslation('files')
  const kinds = [everything, ...FileKind.options].map((id) => ({ id, label: t(`kinds.${id}`) }))
  return (
    <div
      className={
        isWide
          ? 'grid grid-cols-[repeat(auto-fit,minmax(12rem,1fr))] gap-2'
          : 'grid grid-cols-[1fr_8.5rem] gap-2'
      }
    >
      <NameSearch value={query.name ?? ''} onChange={(name) => onChange({ name })} />
      <Select
        label={t('browse.kind')}
        hideLabel
        options={kinds}
        value={query.kinds?.[0] ?? everything}
        onChange={(kind) => onChange({ kinds: kind === everything ? [] : [kind as FileKind] })}
      />
      {isWide && (
        <PersonFilter
          value={(query.personId ?? null) as PersonId | null}
          onChange={(personId) => onChange({ personId })}
        />
      )}
      {isWide && (
        <ChannelFilter
          value={(query.channelId ?? null) as ChannelId | null}
          onChange={(channelId) => onChange({ channelId })}
        />
      )}
    </div>
  )
}

/** Asks when one has stopped typing, not with every letter. */
function NameSearch({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  const { t } = useTranslation('files')
  const [text, setText] = useState(value)
  const latest = useRef(onChange)
  latest.current = onChange
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => latest.current(text.trim()), searchAfterMs)
    return () => clearTimeout(timer)
  }, [text, value])
  return <SearchField label={t('browse.search')} value={text} onChange={setText} maxLength={100} />
}

function PersonFilter({
  value,
  onChange,
}: {
  value: PersonId | null
  onChange: (id: PersonId | null) => void
}) {
  const { t } = useTranslation('files')
  const people = usePeople()
  const options = useMemo(
    () => [
      { id: everything, label: t('browse.everybody') },
      ...people.map(({ id, name }) => ({ id, label: name })).sort((a, b) => a.label.localeCompare(b.label)),
    ],
    [people, t],
  )
  return (
    <ComboBox
      label={t('browse.person')}
      hideLabel
      options={options}
      value={value ?? everything}
      onChange={(id) => onChange(id === everything ? null : (id as PersonId))}
      emptyText={t('browse.nobody')}
    />
  )
}

function ChannelFilter({
  value,
  onChange,
}: {
  value: ChannelId | null
  onChange: (id: ChannelId | null) => void
}) {
  const { t } = useTranslation(['files', 'channels'])
  const channels = useChannels()
  const people = peopleStore((state) => state.people)
  const me = peopleStore((state) => state.me?.personId ?? null)
  const options = useMemo(
    () => [
      { id: everything, label: t('files:browse.everywhere') },
      ...channels
        .map(({ channel }) => ({
          id: channel.id,
          label: channelNameOf(channel, people, me, t('channels:you')),
        }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    ],
    [channels, people, me, t],
  )
  return (
    <ComboBox
      label={t('files:browse.channel')}
      hideLabel
      options={options}
      value={value ?? everything}
      onChange={(id) => onChange(id === everything ? null : (id as ChannelId))}
      emptyText={t('files:browse.noChannel')}
    />
  )
}
