// Keys that lead from channel to channel.
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useShortcut } from '../../app/keyboard.ts'
import { useOpenChannelId } from '../../app/panes.ts'
import { paths } from '../../app/paths.ts'
import { failureText } from '../../app/submit.ts'
import { showToast } from '../../ui/Toast.tsx'
import { markAllRead } from '../reading/store.ts'
import { openDialog } from './dialogs.ts'
import { unreadOf } from './reducer.ts'
import { useSidebarGroups } from './use-sidebar-groups.ts'

export function useChannelShortcuts(): void {
  useSteps()
  useOverviews()
  const { t } = useTranslation('channels')
  const browse = () => openDialog({ kind: 'browse' })
  const write = () => openDialog({ kind: 'direct' })
  useShortcut({
    id: 'channel.browse',
    keys: 'Mod+Shift+O',
    label: t('browse.title'),
    group: 'channel',
    run: browse,
  })
  useShortcut({
    id: 'channel.direct',
    keys: 'Mod+Shift+K',
    label: t('direct.title'),
    group: 'channel',
    run: write,
  })
}

/** Up and down the sidebar, as it is drawn. */
function useSteps(): void {
  const { t } = useTranslation('channels')
  const [, navigate] = useLocation()
  const openId = useOpenChannelId()
  const groups = useSidebarGroups()

  const step = (by: 1 | -1, isUnreadOnly: boolean) => {
    const all = groups.flatMap((group) => group.channels)
    const here = all.findIndex((joined) => joined.channel.id === openId)
    const start = here < 0 && by < 0 ? 0 : here
    for (let away = 1; away <= all.length; away++) {
      const next = all.at((start + by * away) % all.length)
      if (!next || next.channel.id === openId) continue
      if (isUnreadOnly && (unreadOf(next).count === 0 || next.membership.isMuted)) continue
      return navigate(paths.channel(next.channel.id))
    }
  }
  const group = 'navigation' as const
  const [down, up] = [() => step(1, false), () => step(-1, false)]
  const [downUnread, upUnread] = [() => step(1, true), () => step(-1, true)]
  useShortcut({ id: 'channel.next', keys: 'Alt+ArrowDown', label: t('keys.next'), group, run: down })
  useShortcut({ id: 'channel.previous', keys: 'Alt+ArrowUp', label: t('keys.previous'), group, run: up })
  useShortcut({
    id: 'channel.nextUnread',
    keys: 'Alt+Shift+ArrowDown',
    label: t('keys.nextUnread'),
    group,
    run: downUnread,
  })
  useShortcut({
    id: 'channel.previousUnread',
    keys: 'Alt+Shift+ArrowUp',
    label: t('keys.previousUnread'),
    group,
    run: upUnread,
  })
}

function useOverviews(): void {
  const { t } = useTranslation('channels')
  const [, navigate] = useLocation()
  const group = 'navigation' as const
  const markAll = async () => {
    try {
      await markAllRead()
    } catch (error) {
      showToast({ tone: 'danger', title: failureText(t, error) })
    }
  }
  const [unreads, mentions, threads] = [paths.unreads, paths.mentions, paths.threads].map(
    (path) => () => navigate(path),
  )
  useShortcut({ id: 'unreads', keys: 'Mod+Shift+A', label: t('keys.unreads'), group, run: unreads })
  useShortcut({ id: 'mentions', keys: 'Mod+Shift+M', label: t('keys.mentions'), group, run: mentions })
  useShortcut({ id: 'threads', keys: 'Mod+Shift+T', label: t('keys.threads'), group, run: threads })
  useShortcut({
    id: 'saved',
    keys: 'Mod+Shift+Y',
    label: t('saved:key'),
    group,
    run: () => navigate(paths.saved),
  })
  useShortcut({
    id: 'drafts',
    keys: 'Mod+Shift+E',
    label: t('drafts:key'),
    group,
    run: () => navigate(paths.drafts),
  })
  useShortcut({
    id: 'markAllRead',
    keys: 'Shift+Escape',
    label: t('keys.markAll'),
    group: 'general',
    isInText: true,
    run: () => void markAll(),
  })
}
