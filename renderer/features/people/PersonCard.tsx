// Who somebody is, on a card: in a popover beside their name, and at the top of the profile pane.
import { Clock, MessageSquare, Pencil, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { PersonId } from '../../../contract/ids.ts'
import type { PersonView } from '../../../contract/people.ts'
import { paths } from '../../app/paths.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { PresenceDot } from '../../ui/PresenceDot.tsx'
import { useDoNotDisturb } from '../notifications/use-do-not-disturb.ts'
import { usePresence } from '../presence/store.ts'
import { shortMoment, timeIn } from './local-time.ts'
import { PersonAvatar } from './PersonAvatar.tsx'
import { useStatus } from './StatusMark.tsx'
import { useMe, usePerson } from './store.ts'
import { useNow } from './use-now.ts'
import { useOpenDirect } from './use-open-direct.ts'

export type PersonCardProps = {
  personId: PersonId
  /** Called when an action leads elsewhere, to close what the card is in. */
  onLeave?: () => void
  /** Shows "Open profile" when given. */
  onOpenProfile?: () => void
  isLarge?: boolean
}

export function PersonCard({ personId, onLeave, onOpenProfile, isLarge }: PersonCardProps) {
  const { t } = useTranslation('people')
  const person = usePerson(personId)
  const isMe = useMe()?.person.id === personId
  const [, navigate] = useLocation()
  const direct = useOpenDirect(personId, onLeave)
  if (!person) return <p className="p-4 text-ink-soft">{t('gone')}</p>

  return (
    <div className={isLarge ? 'flex flex-col gap-4 p-5' : 'flex w-72 flex-col gap-3 p-4'}>
      <div className={isLarge ? 'flex flex-col items-start gap-3' : 'flex items-start gap-3'}>
        <PersonAvatar personId={personId} size={isLarge ? 96 : 48} />
        <div className={classes('min-w-0', !isLarge && 'self-center')}>
          <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <span className={classes('font-semibold break-words', isLarge ? 'text-xl' : 'text-md')}>
              {person.name}
            </span>
            <Marks person={person} isMe={isMe} />
          </div>
          {person.title && <p className="text-sm break-words text-ink-soft">{person.title}</p>}
        </div>
      </div>
      <Facts person={person} />
      <div className="flex flex-wrap gap-2">
        {isMe ? (
          <Button
            size="sm"
            icon={<Pencil size={14} />}
            onPress={() => {
              onLeave?.()
              navigate(paths.settings('profile'))
            }}
          >
            {t('editProfile')}
          </Button>
        ) : (
          person.isActive && (
            <Button
              size="sm"
              variant="primary"
              icon={<MessageSquare size={14} />}
              isPending={direct.isRunning}
              onPress={direct.open}
            >
              {t('message')}
            </Button>
          )
        )}
        {onOpenProfile && (
          <Button size="sm" variant="ghost" icon={<UserRound size={14} />} onPress={onOpenProfile}>
            {t('openProfile')}
          </Button>
        )}
      </div>
    </div>
  )
}

function Marks({ person, isMe }: { person: PersonView; isMe: boolean }) {
  const { t } = useTranslation('people')
  return (
    <>
      {isMe && <span className="text-sm text-ink-faint">({t('you')})</span>}
      {person.kind === 'bot' && <Badge>{t('bot')}</Badge>}
      {person.kind === 'person' && person.role !== 'member' && (
        <Badge tone="accent">{t(`role.${person.role}`)}</Badge>
      )}
      {!person.isActive && <Badge tone="warn">{t('deactivated')}</Badge>}
    </>
  )
}

function Facts({ person }: { person: PersonView }) {
  const { t, i18n } = useTranslation('people')
  const presence = usePresence(person.id)
  const status = useStatus(person)
  const quietUntil = useDoNotDisturb(person)
  const time = timeIn(person.timeZone, i18n.language, useNow())
  if (person.kind === 'bot' || !person.isActive) return null
  return (
    <dl className="flex flex-col gap-1.5 text-sm text-ink-soft">
      {status && (
        <div className="flex items-start gap-2">
          <dt className="w-4 text-center">{status.emoji}</dt>
          <dd className="min-w-0 break-words">
            {status.text}
            {status.expiresAt && (
              <span className="text-ink-faint">
                {' '}
                {t('until', { when: shortMoment(status.expiresAt, i18n.language) })}
              </span>
            )}
          </dd>
        </div>
      )}
      <div className="flex items-center gap-2">
        <dt className="flex w-4 justify-center">
          <PresenceDot presence={presence} size={12} isQuiet={quietUntil !== null} />
        </dt>
        <dd>
          {t(`presence.${presence}`)}
          {quietUntil && (
            <span className="text-ink-faint">
              {' · '}
              {t('notifications:doNotDisturb', {
                when: shortMoment(quietUntil.toISOString(), i18n.language),
              })}
            </span>
          )}
        </dd>
      </div>
      {time && (
        <div className="flex items-center gap-2">
          <dt className="flex w-4 justify-center text-ink-faint">
            <Clock size={14} aria-label={t('timeZone')} />
          </dt>
          <dd title={person.timeZone}>{t('localTime', { time })}</dd>
        </div>
      )}
    </dl>
  )
}
