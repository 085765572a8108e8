// The audit trail as a table: when, by whom, what, where.
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { AuditEntryView } from '../../../contract/audit.ts'
import type { ChannelId, PersonId } from '../../../contract/ids.ts'
import { useChannel } from '../channels/store.ts'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import { PersonPopover } from '../people/PersonPopover.tsx'
import { usePerson } from '../people/store.ts'

export function AuditTable({ entries }: { entries: readonly AuditEntryView[] }) {
  const { t } = useTranslation('admin')
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[40rem] border-collapse text-left text-sm">
        <thead>
          <tr className="border-b border-line text-xs text-ink-faint">
            <th className="py-1.5 pr-4 font-medium">{t('audit.time')}</th>
            <th className="py-1.5 pr-4 font-medium">{t('audit.who')}</th>
            <th className="py-1.5 pr-4 font-medium">{t('audit.what')}</th>
            <th className="py-1.5 font-medium">{t('audit.where')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ entry }: { entry: AuditEntryView }) {
  const { t, i18n } = useTranslation('admin')
  const at = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' }).format(
    new Date(entry.at),
  )
  return (
    <tr className="border-b border-line last:border-0">
      <td className="py-1.5 pr-4 whitespace-nowrap text-ink-soft tabular-nums">
        <time dateTime={entry.at}>{at}</time>
      </td>
      <td className="max-w-44 py-1.5 pr-4">
        {entry.actorId ? <Actor personId={entry.actorId} /> : t('audit.system')}
      </td>
      <td className="py-1.5 pr-4" title={entry.action}>
        {t(`audit.actions.${entry.action}`, { defaultValue: entry.action })}
      </td>
      <td className="max-w-44 truncate py-1.5 text-ink-soft" title={entry.stream}>
        <Where stream={entry.stream} />
      </td>
    </tr>
  )
}

function Actor({ personId }: { personId: PersonId }) {
  const { t } = useTranslation('people')
  const person = usePerson(personId)
  return (
    <PersonPopover personId={personId} placement="bottom start">
      <Button className="-mx-1 flex max-w-full items-center gap-2 rounded-sm px-1 data-hovered:bg-hover">
        <PersonAvatar personId={personId} size={20} />
        <span className="truncate">{person?.name ?? t('unknown')}</span>
      </Button>
    </PersonPopover>
  )
}

function Where({ stream }: { stream: string }) {
  const { t } = useTranslation('admin')
  const [kind = '', id] = stream.split(':')
  const channel = useChannel(kind === 'channel' ? (id as ChannelId) : null)?.channel
  const person = usePerson(kind === 'user' ? (id as PersonId) : null)
  if (kind === 'channel') return channel?.name ? `#${channel.name}` : t('audit.privateChannel')
  if (kind === 'user') return person?.name ?? t('people:unknown')
  return t(`audit.${kind}`, { defaultValue: stream })
}
