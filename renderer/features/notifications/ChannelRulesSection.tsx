// Settings: the channels in which something else calls the viewer than everywhere.
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { JoinedChannel } from '../../../contract/channels.ts'
import { NotifyLevel } from '../../../contract/notifications.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { useChannelName } from '../channels/channel-name.ts'
import { useChannels } from '../channels/store.ts'
import { usePreference } from '../channels/use-preference.ts'

export function ChannelRulesSection() {
  const { t } = useTranslation('notifications')
  const channels = useChannels().filter(({ membership }) => membership.notifyLevel !== null)
  return (
    <Section title={t('exceptions.title')} description={t('exceptions.lead')}>
      {channels.length > 0 && (
        <ul className="flex max-w-[34rem] flex-col divide-y divide-line rounded-lg border border-line">
          {channels.map((joined) => (
            <ExceptionRow key={joined.channel.id} joined={joined} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function ExceptionRow({ joined }: { joined: JoinedChannel }) {
  const { t } = useTranslation('notifications')
  const { channel, membership } = joined
  const name = useChannelName(channel)
  const setPreference = usePreference(channel.id)
  return (
    <li className="flex items-center gap-2 py-1.5 pr-1.5 pl-3">
      <bdi className="min-w-0 flex-1 truncate">{channel.name === null ? name : `#${name}`}</bdi>
      <Select
        label={t('exceptions.level', { name })}
        hideLabel
        variant="quiet"
        size="sm"
        value={membership.notifyLevel}
        onChange={(notifyLevel) => setPreference({ notifyLevel })}
        options={NotifyLevel.options.map((id) => ({ id, label: t(`level.${id}`) }))}
      />
      <IconButton
        size="sm"
        label={t('exceptions.remove', { name })}
        icon={<X size={14} />}
        onPress={() => setPreference({ notifyLevel: null })}
      />
    </li>
  )
}
