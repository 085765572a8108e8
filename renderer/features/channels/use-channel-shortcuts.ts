// Keys that lead from channel to channel.
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useShortcut } from '../../app/keyboard.ts'
import { useOpenChannelId } from '../../app/panes.ts'
import { paths } from '../../app/paths.ts'
import { showToast } from '../../ui/Toast.tsx'
import { markAllRead } from '../reading/store.ts'
import { openDialog } from './dialogs.ts'
import { unreadOf } from './reducer.ts'
import { useSidebarGroups } from './use-sidebar-groups.ts'

export function useChannelShortcuts(): void {
  const { t } = useTranslation('channels')
  const [, navigate] = useLocation()
  const openId = useOpenChannelId()
  const groups = useSidebarGroups()

  const step = (by: 1 | -1, isUnreadOnly: boolean) => {
    const all = groups.flatMap((group) => group.channels)
    const here = all.findIndex((joined) => joined.channel.id === openId)
    for (let away = 1; away <= all.length; away++) {
      const next = all[(((here < 0 && by < 0 ? 0 : here) + by * away) % all.length + all.length) % all.length]
      if (!next || next.channel.id === openId) continue
      if (isUnreadOnly && (unreadOf(next).count === 0 || next.membership.isMuted)) continue
      return navigate(paths.channel(next.channel.id))
    }
  }
  const markAll = () =>
    markAllRead().catch((error: unknown) => showToast({ tone: 'danger', title: error instanceof Error ? error.message : '' }))

  useShortcut({ id: 'channel.next', keys: 'Alt+ArrowDown', label: t('keys.next'), group: 'navigation', run: () => step(1, false) })
  useShortcut({ id: 'channel.previous', keys: 'Alt+ArrowUp', label: t('keys.previous'), group: 'navigation', run: () => step(-1, false) })
  useShortcut({ id: 'channel.nextUnread', keys: 'Alt+Shift+ArrowDown', label: t('keys.nextUnread'), group: 'navigation', run: () => step(1, true) })
  useShortcut({ id: 'channel.previousUnread', keys: 'Alt+Shift+ArrowUp', label: t('keys.previousUnread'), group: 'navigation', run: () => step(-1, true) })
  useShortcut({ id: 'channel.browse', keys: 'Mod+Shift+O', label: t('browse.title'), group: 'channel', run: () => openDialog({ kind: 'browse' }) })
  useShortcut({ id: 'channel.direct', keys: 'Mod+Shift+K', label: t('direct.title'), group: 'channel', run: () => openDialog({ kind: 'direct' }) })
  useShortcut({ id: 'unreads', keys: 'Mod+Shift+A', label: t('keys.unreads'), group: 'navigation', run: () => navigate(paths.unreads) })
  useShortcut({ id: 'mentions', keys: 'Mod+Shift+M', label: t('keys.mentions'), group: 'navigation', run: () => navigate(paths.mentions) })
  useShortcut({ id: 'threads', keys: 'Mod+Shift+T', label: t('keys.threads'), group: 'navigation', run: () => navigate(paths.threads) })
  useShortcut({ id: 'markAllRead', keys: 'Shift+Escape', label: t('keys.markAll'), group: 'general', run: () => void markAll() })
}
