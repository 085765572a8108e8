// What stands above the first message of a channel.
import { Hash, Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { JoinedChannel } from '../../../contract/channels.ts'
import { othersIn, useChannelName } from '../channels/channel-name.ts'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import { useMoments } from './moments.ts'

export function ChannelStart({ joined }: { joined: JoinedChannel }) {
  const { t } = useTranslation('messages')
  const moments = useMoments()
  const { channel } = joined
  const name = useChannelName(channel)
  const isTalk = channel.kind === 'direct' || channel.kind === 'group'
  const Icon = channel.kind === 'private' ? Lock : Hash
  return (
    <div className="px-5 pt-10 pb-3">
      {isTalk ? (
        <div className="mb-3 flex gap-1.5">
          {othersIn(channel)
            .slice(0, 5)
            .map((id) => (
              <PersonAvatar key={id} personId={id} size={48} />
            ))}
        </div>
      ) : (
        <div className="mb-3 flex size-12 items-center justify-center rounded-xl bg-accent-tint text-accent-ink">
          <Icon size={24} aria-hidden />
        </div>
      )}
      <h2 className="text-xl font-semibold tracking-[-0.01em] break-words">{name}</h2>
      <p className="mt-0.5 max-w-2xl text-base text-ink-soft">
        {isTalk ? t('start.talk') : t(`start.${channel.kind}`, { date: moments.date(channel.createdAt) })}
        {channel.topic && ` ${t('start.topic', { topic: channel.topic })}`}
      </p>
    </div>
  )
}
