// The shortcuts of the window itself; each feature registers its own.
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useShortcut } from './keyboard.ts'
import { toggleSidebar } from './layout.ts'
import { paths } from './paths.ts'
import { setTheme } from './theme.ts'

export function useShellShortcuts(toggleSheet: () => void): void {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  useShortcut({
    id: 'sheet',
    keys: ['?', 'Mod+/'],
    label: t('keyboard.show'),
    group: 'general',
    run: toggleSheet,
  })
  useShortcut({
    id: 'settings',
    keys: 'Mod+,',
    label: t('keyboard.settings'),
    group: 'general',
    run: () => navigate(paths.settings()),
  })
  useShortcut({
    id: 'theme',
    keys: 'Mod+Shift+L',
    label: t('keyboard.theme'),
    group: 'general',
    run: () => setTheme(isDark() ? 'light' : 'dark'),
  })
  useShortcut({
    id: 'sidebar',
    keys: 'Mod+Shift+D',
    label: t('sidebar.toggle'),
    group: 'navigation',
    run: toggleSidebar,
  })
  useShortcut({
    id: 'panes',
    keys: ['F6', 'Shift+F6'],
    label: t('keyboard.panes'),
    group: 'navigation',
    isInText: true,
    run: (event) => focusNextPane(event.shiftKey ? -1 : 1),
  })
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme
  return chosen ? chosen === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches
}

/** F6 goes round the panes, as in other windows of several parts; each gives the focus to its first place to type. */
function focusNextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')]
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes.at(here < 0 ? 0 : (here + step) % panes.length)
  const place = next?.querySelector<HTMLElement>('[contenteditable], [aria-current="page"]')
  ;(place ?? next)?.focus()
}
