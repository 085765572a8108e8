// Where one writes in a channel, or why one can't.
import { Archive, Lock } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelView, JoinedChannel } from '../../../contract/channels.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { othersIn, useChannelName } from '../channels/channel-name.ts'
import { QuietLine } from '../notifications/QuietLine.tsx'
import type { ComposerProps } from './composer/Composer.tsx'
import { ComposerSoon } from './composer/ComposerSoon.tsx'
import { TypingLine } from './TypingLine.tsx'

type ComposerPlaceProps = { channel: ChannelView; joined: JoinedChannel | undefined } & Pick<
  ComposerProps,
  'threadId' | 'onEditLast' | 'onSent' | 'onEscape' | 'insertion' | 'autoFocus' | 'isComment'
>

export const ComposerPlace = memo(function ComposerPlace(props: ComposerPlaceProps) {
  const { channel, joined, threadId = null, ...composer } = props
  const { t } = useTranslation('messages')
  const name = useChannelName(channel)
  const [other] = channel.kind === 'direct' ? othersIn(channel) : []
  const isTalk = channel.kind === 'direct' || channel.kind === 'group'
  if (!joined) return <JoinOffer channel={channel} />
  if (channel.isArchived) {
    return (
      <Banner className="m-4 mt-2" icon={<Archive size={15} />}>
        {t('composer.archived')}
      </Banner>
    )
  }
  if (!joined.membership.abilities.canPost) {
    return (
      <Banner className="m-4 mt-2" icon={<Lock size={15} />}>
        {t('composer.cannotPost')}
      </Banner>
    )
  }
  const placeholder = threadId
    ? t(composer.isComment ? 'composer.toTask' : 'composer.toThread')
    : t(isTalk ? 'composer.toTalk' : 'composer.toChannel', { name })
  return (
    <div data-composer className="shrink-0 px-4 pt-1">
      {other && <QuietLine personId={other} />}
      <ComposerSoon
        key={threadId ?? channel.id}
        joined={joined}
        threadId={threadId}
        placeholder={placeholder}
        label={placeholder}
        {...composer}
      />
      <TypingLine channelId={channel.id} threadId={threadId} />
    </div>
  )
})

function JoinOffer({ channel }: { channel: ChannelView }) {
  const { t } = useTranslation('messages')
  const { submit, isRunning, sentence } = useSubmit('channels.join')
  if (channel.kind !== 'public') return null
  return (
    <Banner
      className="m-4 mt-2"
      tone={sentence ? 'danger' : 'neutral'}
      action={
        <Button
          size="sm"
          variant="primary"
          isPending={isRunning}
          onPress={() => submit({ channelId: channel.id })}
        >
          {t('composer.join')}
        </Button>
      }
    >
      {sentence ?? t('composer.preview')}
    </Banner>
  )
}
