// One line of the sidebar that leads somewhere.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Badge } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'

type NavRowProps = {
  href: string
  icon: ReactNode
  name: string
  isCurrent: boolean
  isUnread?: boolean
  isMuted?: boolean
  mentions?: number
  /** At the end of the line, such as a pencil for a draft. */
  mark?: ReactNode
}

export function NavRow({ href, icon, name, isCurrent, isUnread, isMuted, mentions = 0, mark }: NavRowProps) {
  const { t } = useTranslation('channels')
  return (
    <Link
      href={href}
      data-stop
      aria-current={isCurrent ? 'page' : undefined}
      className={classes(
        'flex h-[1.875rem] items-center gap-2 rounded-md px-2 text-base no-underline select-none [--dot-ground:var(--color-sidebar)]',
        isCurrent ? 'bg-selected text-ink' : 'hover:bg-hover',
        isUnread && !isMuted ? 'font-semibold text-ink' : !isCurrent && 'text-ink-soft',
        isMuted && !isCurrent && 'opacity-60',
      )}
    >
      <span className={classes('flex w-5 shrink-0 justify-center', !isUnread && 'text-ink-faint')}>
        {icon}
      </span>
      <span className="min-w-0 flex-1 truncate">
        <bdi>{name}</bdi>
      </span>
      {isUnread && !isMuted && mentions === 0 && <span className="sr-only">{t('row.unread')}</span>}
      {mark}
      {mentions > 0 && (
        <Badge tone="mention" label={t('row.mentions', { count: mentions })}>
          {mentions}
        </Badge>
      )}
    </Link>
  )
}
