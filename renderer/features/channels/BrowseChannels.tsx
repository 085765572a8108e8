// All channels one may see: find, preview, join, leave.
import { Archive, Check, Hash, Lock, Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../../contract/commands.ts'
import { paths } from '../../app/paths.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { useMe } from '../people/store.ts'
import { openDialog } from './dialogs.ts'
import { rememberPreview } from './preview.ts'
import { channelsStore } from './store.ts'
import { usePagedBrowse } from './use-paged-browse.ts'

type Found = OutputOf<'channels.browse'>['channels'][number]

export function BrowseChannels({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('channels')
  const [query, setQuery] = useState('')
  const [includeArchived, setIncludeArchived] = useState(false)
  const canCreate = useMe()?.abilities.canCreateChannels ?? false
  const list = usePagedBrowse(useDeferredValue(query), includeArchived)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('browse.title')}
      size="md"
      isFlush
    >
      <div className="flex flex-col gap-3 px-5 pb-3">
        <SearchField autoFocus label={t('browse.search')} value={query} onChange={setQuery} />
        <div className="flex items-center justify-between gap-3">
          <Switch isSelected={includeArchived} onChange={setIncludeArchived}>
            <span className="me-3 text-sm font-normal text-ink-soft">{t('browse.archived')}</span>
          </Switch>
          {canCreate && (
            <Button size="sm" icon={<Plus size={14} />} onPress={() => openDialog({ kind: 'create' })}>
              {t('create.title')}
            </Button>
          )}
        </div>
      </div>
      <div className="min-h-80 border-t border-line px-2 py-2">
        {list.error !== null && (
          <Banner
            tone="danger"
            className="m-3"
            action={
              <Button size="sm" onPress={list.reload}>
                {t('retry')}
              </Button>
            }
          >
            {failureText(t, list.error)}
          </Banner>
        )}
        {!list.channels && list.error === null && (
          <SkeletonRows className="p-3" rows={5} hasAvatar={false} label={t('browse.loading')} />
        )}
        {list.channels?.length === 0 && <EmptyState icon={<Hash size={20} />} title={t('browse.none')} />}
        <ul>
          {list.channels?.map((found) => (
            <FoundRow key={found.channel.id} found={found} onClose={onClose} />
          ))}
        </ul>
        {list.hasMore && (
          <div className="flex justify-center py-2">
            <Button size="sm" variant="ghost" isPending={list.isLoading} onPress={list.more}>
              {t('browse.more')}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}

function FoundRow({ found, onClose }: { found: Found; onClose: () => void }) {
  const { t } = useTranslation('channels')
  const [, navigate] = useLocation()
  const [isRunning, setIsRunning] = useState(false)
  const { channel, memberCount } = found
  const isMember = channelsStore((state) => state.channels.has(channel.id))
  const Icon = channel.isArchived ? Archive : channel.kind === 'private' ? Lock : Hash
  const open = () => {
    rememberPreview(channel)
    onClose()
    navigate(paths.channel(channel.id))
  }
  const join = async () => {
    setIsRunning(true)
    try {
      await call('channels.join', { channelId: channel.id })
      open()
    } catch (error) {
      showToast({ tone: 'danger', title: failureText(t, error) })
      setIsRunning(false)
    }
  }
  return (
    <li className="group/found flex items-center gap-3 rounded-md px-3 py-2 hover:bg-hover">
      <Icon size={16} className="shrink-0 text-ink-faint" aria-hidden />
      <button type="button" className="min-w-0 flex-1 text-start" onClick={open}>
        <span className="block truncate font-medium">{channel.name}</span>
        <span className="block truncate text-sm text-ink-faint">
          {isMember && (
            <span className="me-1.5 inline-flex items-center gap-1 text-good-ink">
              <Check size={12} aria-hidden />
              {t('browse.joined')} ·
            </span>
          )}
          {t('members', { count: memberCount })}
          {channel.topic && ` · ${channel.topic}`}
        </span>
      </button>
      {isMember ? (
        <Button size="sm" variant="ghost" onPress={open}>
          {t('browse.open')}
        </Button>
      ) : (
        !channel.isArchived && (
          <Button size="sm" isPending={isRunning} onPress={join}>
            {t('browse.join')}
          </Button>
        )
      )}
    </li>
  )
}
