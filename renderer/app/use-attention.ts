// What the tab says from afar: who calls, and what is unread, in its title and on its icon. The desktop app's icon is data/client.ts's.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ringStore } from '../features/calls/ringing/store.ts'
import { useTotals } from '../features/channels/store.ts'
import { usePerson, useWorkspace } from '../features/people/store.ts'
import { product } from './use-title.ts'

export function useAttention(): void {
  const { mentions, hasUnread } = useTotals()
  const workspace = useWorkspace()?.name
  const { t } = useTranslation('calls')
  const caller = usePerson(ringStore(({ calls }) => calls[0]?.startedById ?? null))?.name
  useEffect(() => {
    if (caller) {
      document.title = `☎ ${t('ring.calling', { name: caller })}`
      return
    }
    const mark = mentions > 0 ? `(${mentions > 99 ? '99+' : mentions}) ` : hasUnread ? '• ' : ''
    document.title = `${mark}${workspace ? `${workspace} · ` : ''}${product}`
    setIcon(mentions > 0 ? '-mention' : hasUnread ? '-unread' : '')
  }, [mentions, hasUnread, workspace, caller, t])
  // Signed out: nothing is unread for nobody.
  useEffect(() => () => setIcon(''), [])
}

function setIcon(suffix: string): void {
  const href = `/favicon${suffix}.svg`
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (link && link.getAttribute('href') !== href) link.setAttribute('href', href)
}
