// What the tab says from afar: unread in the title and on its icon.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useTotals } from '../features/channels/store.ts'
import { useWorkspace } from '../features/people/store.ts'

export function useAttention(): void {
  const { t } = useTranslation()
  const { mentions, hasUnread } = useTotals()
  const workspace = useWorkspace()?.name
  useEffect(() => {
    const kind = mentions > 0 ? 'mentions' : hasUnread ? 'unread' : 'plain'
    document.title = workspace ? t(`title.${kind}`, { count: mentions, workspace }) : 'Nucleus'
    setIcon(mentions > 0 ? '-mention' : hasUnread ? '-unread' : '')
  }, [mentions, hasUnread, workspace, t])
  useEffect(() => () => setIcon(''), [])
}

function setIcon(suffix: string): void {
  const href = `/favicon${suffix}.svg`
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (link && link.getAttribute('href') !== href) link.setAttribute('href', href)
}
