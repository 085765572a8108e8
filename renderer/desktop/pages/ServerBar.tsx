// The servers side by side, each with its mark of what is unread.
import { Plus } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { DesktopView, ServerView } from '../../../contract/desktop-views.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'
import { desktop } from '../own-bridge.ts'
import { ask } from './use-told.ts'

const modifier = desktop?.platform === 'mac' ? '⌘' : 'Ctrl+'

/** As wide as main leaves free (electron/main/windows/main-window.ts). */
const barWidth = 'w-[60px]'

export function ServerBar({ view }: { view: DesktopView }) {
  const { t } = useTranslation('desktop')
  return (
    <nav
      aria-label={t('servers')}
      className={classes(
        'flex shrink-0 flex-col items-center gap-2 border-r border-line bg-sunken py-3',
        barWidth,
      )}
    >
      {view.servers.map((server, at) => (
        <ServerButton
          key={server.origin}
          server={server}
          isActive={server.origin === view.active && view.cover?.kind !== 'connect'}
          shortcut={at < 9 ? `${modifier}${at + 1}` : null}
        />
      ))}
      {!view.isAddressFixed && (
        <div title={t('add')}>
          <Button
            aria-label={t('add')}
            onPress={() => void ask('servers.add', {})}
            className="flex size-9 items-center justify-center rounded-lg text-ink-faint data-hovered:bg-hover data-hovered:text-ink"
          >
            <Plus size={18} aria-hidden />
          </Button>
        </div>
      )}
    </nav>
  )
}

type ServerButtonProps = { server: ServerView; isActive: boolean; shortcut: string | null }

function ServerButton({ server: { origin, name, badge }, isActive, shortcut }: ServerButtonProps) {
  const { t } = useTranslation('desktop')
  const unread = badge === 'dot' ? t('unread') : badge > 0 ? t('mentions', { count: badge }) : null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu of the right button, which the keyboard's menu key opens too
    <div
      className="relative"
      title={shortcut ? `${name} (${shortcut})` : name}
      onContextMenu={(event) => {
        event.preventDefault()
        void ask('servers.showMenu', { origin })
      }}
    >
      <Button
        aria-label={unread ? `${name}: ${unread}` : name}
        aria-current={isActive ? 'true' : undefined}
        onPress={() => void ask('servers.choose', { origin })}
        className={classes(
          'block rounded-lg p-0.5 outline-offset-2',
          isActive ? 'ring-2 ring-accent' : 'data-hovered:ring-2 data-hovered:ring-line-strong',
        )}
      >
        <Avatar name={name} colourKey={origin} size={36} />
      </Button>
      {badge !== 0 && (
        <span aria-hidden className="pointer-events-none absolute -top-1 -right-1">
          {badge === 'dot' ? (
            <span className="block size-2.5 rounded-full bg-accent ring-2 ring-sunken" />
          ) : (
            <Badge tone="mention">{badge}</Badge>
          )}
        </span>
      )}
    </div>
  )
}
