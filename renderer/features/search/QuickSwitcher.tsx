// Ctrl/Cmd-K: to any channel or person by a few letters. Stands once in the page, together with what belongs to it:
// the keys that lead from channel to channel and the dialogs that they open.
import { CornerDownLeft, Search } from 'lucide-react'
import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useShortcut } from '../../app/keyboard.ts'
import { useOpenChannelId } from '../../app/panes.ts'
import { paths } from '../../app/paths.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { showToast } from '../../ui/Toast.tsx'
import { ChannelDialogs } from '../channels/ChannelDialogs.tsx'
import { channelNameOf } from '../channels/channel-name.ts'
import { useChannels } from '../channels/store.ts'
import { useChannelShortcuts } from '../channels/use-channel-shortcuts.ts'
import { peopleStore, usePeople } from '../people/store.ts'
import { useBoards } from '../tasks/store.ts'
import { recentChannels, useRememberRecent } from './recent-channels.ts'
import { SwitcherRow } from './SwitcherRow.tsx'
import { type SwitcherItem, switcherItems } from './switcher-items.ts'
import { closeSwitcher, openSwitcher, switcherStore } from './switcher-store.ts'
import { useFirstFocus } from './use-first-focus.ts'
import { useOpenSearch, useSearchKeys } from './use-search-keys.ts'

export function QuickSwitcher() {
  const { t } = useTranslation('search')
  const isOpen = switcherStore((state) => state.isOpen)
  useSearchKeys()
  useRememberRecent(useOpenChannelId())
  useShortcut({
    id: 'switcher',
    keys: 'Mod+K',
    label: t('switcher.open'),
    group: 'general',
    run: openSwitcher,
  })
  return (
    <>
      <ModalOverlay
        isOpen={isOpen}
        onOpenChange={(open) => !open && closeSwitcher()}
        isDismissable
        className="fixed inset-0 z-40 flex justify-center bg-backdrop p-4 pt-[12vh] data-entering:animate-fade-in"
      >
        <Modal data-modal className="h-fit w-full max-w-[36rem] data-entering:animate-rise-in">
          <Dialog
            aria-label={t('switcher.open')}
            className="overflow-hidden rounded-xl bg-raised shadow-float outline-none"
          >
            <Switcher />
          </Dialog>
        </Modal>
      </ModalOverlay>
      <ChannelDialogs />
      <ChannelKeys />
    </>
  )
}

/** Knows the sidebar's order, so it runs with every message; it draws nothing. */
function ChannelKeys() {
  useChannelShortcuts()
  return null
}

function Switcher() {
  const { t } = useTranslation('search')
  const [, navigate] = useLocation()
  const id = useId()
  const field = useFirstFocus()
  const [query, setQuery] = useState('')
  const [index, setIndex] = useState(0)
  const items = useItems(query)
  const openSearch = useOpenSearch()

  const go = async (item: SwitcherItem | undefined) => {
    if (!item) return
    closeSwitcher()
    if (item.kind === 'search') return openSearch({ query: item.name })
    if (item.kind === 'channel') return navigate(paths.channel(item.id))
    if (item.kind === 'board') return navigate(paths.board(item.id))
    try {
      const { joined } = await call('channels.openDirect', { personIds: [item.id] })
      navigate(paths.channel(joined.channel.id))
    } catch (error) {
      showToast({ tone: 'danger', title: failureText(t, error) })
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && items.length > 0) {
      event.preventDefault()
      setIndex((index + step + items.length) % items.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      void go(items[index])
    }
  }

  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search size={18} className="shrink-0 text-ink-faint" aria-hidden />
        <input
          ref={field}
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={items.length > 0 ? `${id}-${index}` : undefined}
          aria-label={t('switcher.placeholder')}
          placeholder={t('switcher.placeholder')}
          autoComplete="off"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setIndex(0)
          }}
          onKeyDown={onKeyDown}
          className="h-13 min-w-0 flex-1 bg-transparent text-lg outline-none"
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t('switcher.results')}
        className="max-h-[50vh] overflow-y-auto p-1.5"
      >
        {items.map((item, at) => (
          <SwitcherRow
            key={item.id}
            id={`${id}-${at}`}
            item={item}
            isSelected={at === index}
            onPoint={() => setIndex(at)}
            onPick={() => void go(item)}
          />
        ))}
      </div>
      {items.length === 0 && (
        <p className="px-4 pt-3 pb-6 text-center text-ink-faint">{t('switcher.none')}</p>
      )}
      <p className="flex items-center gap-1.5 border-t border-line px-4 py-2 text-xs text-ink-faint">
        <CornerDownLeft size={12} aria-hidden />
        {t('switcher.hint')}
      </p>
    </>
  )
}

function useItems(query: string): SwitcherItem[] {
  const { t } = useTranslation('channels')
  const channels = useChannels()
  const people = usePeople()
  const boards = useBoards()
  const openId = useOpenChannelId()
  const you = t('you')
  return useMemo(() => {
    const { people: known, me } = peopleStore.getState()
    return switcherItems(query, {
      channels,
      people,
      boards,
      openId,
      recent: recentChannels(),
      nameOf: ({ channel }) => channelNameOf(channel, known, me?.personId ?? null, you),
    })
  }, [query, channels, people, boards, openId, you])
}
