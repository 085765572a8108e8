// One reminder: what it is about and when; done, put off, changed, deleted.
import { AlarmClock, Check, Ellipsis, Pencil, Trash2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { maxReminderDays, type ReminderView } from '../../../contract/reminders.ts'
import { failureText } from '../../app/submit.ts'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { useChannelName } from '../channels/channel-name.ts'
import { useChannel } from '../channels/store.ts'
import { DueItems } from '../due/DueItems.tsx'
import { useDueText } from '../due/due-text.ts'
import { PickMoment } from '../due/PickMoment.tsx'
import { placeOf } from '../messages/Excerpt.tsx'
import { personName } from '../people/store.ts'
import { useNow } from '../people/use-now.ts'
import { wordsOf } from './announce.ts'
import { EditReminder } from './EditReminder.tsx'
import { completeReminder, deleteReminder, isDue, updateReminder } from './store.ts'

export function ReminderRow({ reminder }: { reminder: ReminderView }) {
  const { t } = useTranslation('reminders')
  const [doing, setDoing] = useState<'time' | 'edit' | null>(null)
  const due = useDueText()
  const now = useNow()
  const { id, remindAt, doneAt } = reminder
  const isDone = doneAt !== null
  const tell = (error: unknown) =>
    showToast({ tone: 'danger', title: t('notChanged'), body: failureText(t, error) })
  const putOff = (at: Date) => updateReminder({ reminderId: id, remindAt: at.toISOString() })
  return (
    <li className="flex items-center gap-3 py-2 ps-4 pe-2">
      <AlarmClock
        size={16}
        aria-hidden
        className={classes('shrink-0', isDue(reminder) ? 'text-danger-ink' : 'text-ink-faint')}
      />
      <div className={classes('min-w-0 flex-1', isDone && 'opacity-60')}>
        <Subject reminder={reminder} />
        <p className={classes('text-sm', isDue(reminder) ? 'text-danger-ink' : 'text-ink-soft')}>
          <time dateTime={remindAt}>{due(remindAt, now)}</time>
          <Source reminder={reminder} />
        </p>
      </div>
      <IconButton
        label={t(isDone ? 'reopen' : 'done')}
        icon={isDone ? <Undo2 size={15} /> : <Check size={16} />}
        onPress={() => void completeReminder({ reminderId: id, isDone: !isDone }).catch(tell)}
      />
      <MenuTrigger>
        <IconButton label={t('putOff')} icon={<AlarmClock size={15} />} />
        <Menu label={t('putOff')} placement="bottom end">
          <DueItems
            kind="remind"
            onChoose={(at) => void putOff(at).catch(tell)}
            onPick={() => setDoing('time')}
          />
        </Menu>
      </MenuTrigger>
      <MenuTrigger>
        <IconButton label={t('more')} icon={<Ellipsis size={16} />} />
        <Menu label={t('more')} placement="bottom end">
          <MenuItem icon={<Pencil size={15} />} onAction={() => setDoing('edit')}>
            {t('edit')}
          </MenuItem>
          <MenuItem
            icon={<Trash2 size={15} />}
            isDestructive
            onAction={() => void deleteReminder(reminder).catch(tell)}
          >
            {t('delete')}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      {doing === 'time' && (
        <PickMoment
          title={t('putOff')}
          confirmLabel={t('remind')}
          maxDays={maxReminderDays}
          onClose={() => setDoing(null)}
          onPick={putOff}
        />
      )}
      {doing === 'edit' && <EditReminder reminder={reminder} onClose={() => setDoing(null)} />}
    </li>
  )
}

/** Its words; of a message, the way to it. */
function Subject({ reminder }: { reminder: ReminderView }) {
  const { t } = useTranslation('reminders')
  const { message, messageId } = reminder
  const words = wordsOf(reminder)
  const style = 'block truncate text-base'
  if (messageId && !message) return <p className={`${style} text-ink-faint`}>{words || t('noAccess')}</p>
  if (message?.deletedAt) return <p className={`${style} text-ink-faint`}>{reminder.text || t('deleted')}</p>
  if (!message) return <p className={style}>{words}</p>
  return (
    <Link href={placeOf(message)} className={`${style} text-ink no-underline hover:underline`}>
      {words || t('aMessage')}
    </Link>
  )
}

function Source({ reminder: { message } }: { reminder: ReminderView }) {
  const { t } = useTranslation('reminders')
  const channel = useChannel(message?.channelId as NonNullable<typeof message>['channelId'])?.channel
  const name = useChannelName(channel)
  if (!message || message.deletedAt) return null
  return (
    <span className="text-ink-faint">
      {' · '}
      {t(channel ? 'from' : 'fromPerson', {
        person: personName(message.authorId),
        channel: channel?.name ? `#${name}` : name,
      })}
    </span>
  )
}
