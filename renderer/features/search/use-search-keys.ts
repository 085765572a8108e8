// The keys that lead to the search: everywhere, and in the open channel alone.
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ChannelId } from '../../../contract/ids.ts'
import { useShortcut } from '../../app/keyboard.ts'
import { useOpenChannelId } from '../../app/panes.ts'
import { paths } from '../../app/paths.ts'
import { addressOf, nothingAsked } from './search-address.ts'
import { focusField } from './search-store.ts'

/** Opens the search: what was looked for last, a text, or one channel. */
export function useOpenSearch() {
  const [location, navigate] = useLocation()
  return (what: { query?: string; channelId?: ChannelId } = {}) => {
    const { query = '', channelId = null } = what
    focusField()
    const address =
      query === '' && channelId === null ? paths.search : addressOf({ ...nothingAsked, query, channelId })
    if (location !== paths.search || address !== paths.search) navigate(address)
  }
}

export function useSearchKeys(): void {
  const { t } = useTranslation('search')
  const channelId = useOpenChannelId()
  const open = useOpenSearch()
  useShortcut({ id: 'search', keys: ['Mod+G', '/'], label: t('open'), group: 'general', run: () => open() })
  useShortcut({
    id: 'search.channel',
    keys: 'Mod+F',
    label: t('openHere'),
    group: 'channel',
    isDisabled: channelId === null,
    run: () => channelId && open({ channelId }),
  })
}
