// A channel's details in the right pane: what it is about, who is in it, what can be done with it.
import { Archive, ArchiveRestore, Link, LogOut, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JoinedChannel } from '../../../contract/channels.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { type DetailsTab, usePanes } from '../../app/panes.ts'
import { absolute, paths } from '../../app/paths.ts'
import { call } from '../../data/api.ts'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/clipboard.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { FileBrowser } from '../files/browse/FileBrowser.tsx'
import { PinnedList } from '../messages/PinnedList.tsx'
import { shortMoment } from '../people/local-time.ts'
import { usePerson } from '../people/store.ts'
import { useChannelName } from './channel-name.ts'
import { openDialog } from './dialogs.ts'
import { EditableLine } from './EditableLine.tsx'
import { MemberList } from './MemberList.tsx'
import { useChannel } from './store.ts'
import { usePreference } from './use-preference.ts'

type ChannelDetailsProps = { channelId: ChannelId; tab: DetailsTab; onClose: () => void }

export function ChannelDetails({ channelId, tab, onClose }: ChannelDetailsProps) {
  const { t } = useTranslation('channels')
  const { showDetailsTab } = usePanes()
  const joined = useChannel(channelId)
  return (
    <section aria-label={t('details.title')} className="flex h-full flex-col">
      <header className="flex h-12 shrink-0 items-center justify-between border-b border-line ps-5 pe-2">
        <h2 className="text-md font-semibold">{t('details.title')}</h2>
        <IconButton
          label={t('details.close')}
          shortcut="Escape"
          icon={<X size={16} />}
          placement="bottom"
          onPress={onClose}
        />
      </header>
      {joined ? (
        <Tabs
          label={t('details.title')}
          className="flex-1"
          listClassName="px-5"
          selected={tab}
          onChange={showDetailsTab}
          tabs={[
            { id: 'about', label: t('files:browse.about'), content: <Details joined={joined} /> },
            { id: 'files', label: t('files:browse.title'), content: <FileBrowser channelId={channelId} /> },
          ]}
        />
      ) : (
        <EmptyState title={t('details.notMember')} />
      )}
    </section>
  )
}

function Details({ joined }: { joined: JoinedChannel }) {
  const { t } = useTranslation('channels')
  const { channel, membership } = joined
  const name = useChannelName(channel)
  const setPreference = usePreference(channel.id)
  const isTalk = channel.kind === 'direct' || channel.kind === 'group'
  const canManage = membership.abilities.canManage && !channel.isArchived && !channel.isBoard
  const copyLink = async () => {
    const isDone = await copyText(absolute(paths.channel(channel.id)))
    showToast({ tone: isDone ? 'good' : 'danger', title: t(isDone ? 'menu.copied' : 'menu.copyFailed') })
  }
  return (
    <div className="flex flex-col divide-y divide-line">
      <div className="flex flex-col gap-4 p-5">
        {isTalk ? (
          <p className="text-lg font-semibold">{name}</p>
        ) : (
          <>
            <EditableLine
              label={t('details.name')}
              value={channel.name ?? ''}
              canEdit={canManage}
              maxLength={80}
              onSave={(value) => call('channels.update', { channelId: channel.id, name: value })}
            />
            <EditableLine
              label={t('details.topic')}
              value={channel.topic}
              emptyText={t('details.noTopic')}
              canEdit={canManage}
              maxLength={250}
              onSave={(value) => call('channels.update', { channelId: channel.id, topic: value })}
            />
            <Origin joined={joined} />
          </>
        )}
        <Switch
          isSelected={membership.isMuted}
          onChange={(isMuted) => setPreference({ isMuted })}
          description={t('details.muteHint')}
        >
          {t('details.mute')}
        </Switch>
        <Switch
          isSelected={membership.isFavourite}
          onChange={(isFavourite) => setPreference({ isFavourite })}
        >
          {t('details.favourite')}
        </Switch>
      </div>
      <PinnedList joined={joined} />
      <MemberList joined={joined} />
      <div className="flex flex-col items-start gap-1 p-3">
        <Button variant="ghost" icon={<Link size={15} />} onPress={() => void copyLink()}>
          {t('menu.copyLink')}
        </Button>
        {membership.abilities.canManage && !isTalk && !channel.isBoard && <ArchiveButton joined={joined} />}
        {membership.abilities.canLeave && !isTalk && (
          <Button
            variant="danger-ghost"
            icon={<LogOut size={15} />}
            onPress={() => openDialog({ kind: 'leave', joined })}
          >
            {t('menu.leave')}
          </Button>
        )}
      </div>
    </div>
  )
}

function Origin({ joined }: { joined: JoinedChannel }) {
  const { t, i18n } = useTranslation('channels')
  const { channel } = joined
  const maker = usePerson(channel.createdById)
  return (
    <p className="text-sm text-ink-faint">
      {t(`details.${channel.kind}`)} ·{' '}
      {t('details.made', { name: maker?.name ?? '?', when: shortMoment(channel.createdAt, i18n.language) })}
    </p>
  )
}

function ArchiveButton({ joined }: { joined: JoinedChannel }) {
  const { t } = useTranslation('channels')
  const [isAsking, setIsAsking] = useState(false)
  const { id, isArchived, name } = joined.channel
  const key = isArchived ? 'restore' : 'archive'
  return (
    <>
      <Button
        variant="ghost"
        icon={isArchived ? <ArchiveRestore size={15} /> : <Archive size={15} />}
        onPress={() => setIsAsking(true)}
      >
        {t(`${key}.action`)}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t(`${key}.title`, { name })}
        confirmLabel={t(`${key}.action`)}
        isDestructive={!isArchived}
        onConfirm={() => call('channels.archive', { channelId: id, isArchived: !isArchived })}
      >
        {t(`${key}.explanation`)}
      </ConfirmDialog>
    </>
  )
}
