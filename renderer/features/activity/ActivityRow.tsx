// One line of the activity: who did what where, and the beginning of what was said.
import {
  AtSign,
  KeyRound,
  type LucideIcon,
  MessageSquareReply,
  PhoneMissed,
  SmilePlus,
  UserPlus,
  Users,
} from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ActivityKind, ActivityView } from '../../../contract/activity.ts'
import { paths } from '../../app/paths.ts'
import { classes } from '../../ui/classes.ts'
import { useChannelName } from '../channels/channel-name.ts'
import { useChannel } from '../channels/store.ts'
import { excerptOf } from '../files/excerpt.ts'
import { placeOf } from '../messages/Excerpt.tsx'
import { useListed } from '../messages/listed.ts'
import { shortMoment } from '../people/local-time.ts'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import { usePerson } from '../people/store.ts'

const icons: Record<ActivityKind, LucideIcon> = {
  person: AtSign,
  group: Users,
  everyone: Users,
  keyword: KeyRound,
  reply: MessageSquareReply,
  reaction: SmilePlus,
  joined: UserPlus,
  call: PhoneMissed,
}
const longestPreview = 200

/** Where a line leads. */
export const placeOfLine = ({ channelId, message }: ActivityView): string =>
  message ? placeOf(message) : paths.channel(channelId)

type LineText = { sentence: string; excerpt: string }

/** Who did what where, and the beginning of what was said; empty where nothing was. */
export function useLineText(line: ActivityView): LineText {
  const { t } = useTranslation('activity')
  const { kind, emoji } = line
  const channel = useChannel(line.channelId)?.channel
  const where = useChannelName(channel)
  const actor = usePerson(line.actorId)
  const [message] = useListed(line.message ? [line.message] : [])
  const place = channel && (channel.name === null ? where : `#${where}`)
  const name = actor?.name ?? t('somebody')
  const isDirect = channel?.kind === 'direct'
  return {
    sentence: t(isDirect ? `directLine.${kind}` : `line.${kind}`, { name, place, emoji }),
    excerpt: message ? excerptOf(message).slice(0, longestPreview) : '',
  }
}

export type ActivityRowProps = { line: ActivityView; isUnread: boolean; onMark: (isUnread: boolean) => void }

export function ActivityRow({ line, text, isUnread, onMark }: ActivityRowProps & { text: LineText }) {
  const { t, i18n } = useTranslation('activity')
  const { kind, at } = line
  const { sentence, excerpt } = text
  const Icon = icons[kind]
  return (
    <div className="flex items-start gap-3 px-4 py-2.5">
      {line.actorId ? (
        <PersonAvatar personId={line.actorId} size={32} />
      ) : (
        <span className="flex size-8 items-center justify-center text-ink-faint">
          <Icon size={18} aria-hidden />
        </span>
      )}
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5 text-sm text-ink-soft">
          <Icon size={14} className="shrink-0 text-ink-faint" aria-hidden />
          <span className="min-w-0 truncate">
            <span className={classes(isUnread && 'font-semibold text-ink')}>{sentence}</span>
          </span>
        </p>
        {excerpt !== '' && (
          <p dir="auto" className="mt-0.5 line-clamp-2 text-base break-words text-ink">
            {excerpt}
          </p>
        )}
      </div>
      <time dateTime={at} className="shrink-0 pt-0.5 text-xs text-ink-faint">
        {shortMoment(at, i18n.language)}
      </time>
      <Button
        aria-label={t(isUnread ? 'markRead' : 'markUnread')}
        onPress={() => onMark(!isUnread)}
        className="group/mark flex size-6 shrink-0 items-center justify-center rounded-full data-hovered:bg-pressed"
      >
        <span
          className={classes(
            'size-2.5 rounded-full border transition-colors',
            isUnread
              ? 'border-accent bg-accent'
              : 'border-line-strong opacity-0 group-hover/line:opacity-100 group-data-focus-visible/mark:opacity-100',
          )}
        />
      </Button>
    </div>
  )
}
