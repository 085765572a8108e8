// What can be done with a channel from the sidebar.
import { Bell, BellOff, CheckCheck, FolderInput, Info, Link, LogOut, Star, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { JoinedChannel } from '../../../contract/channels.ts'
import { usePanes } from '../../app/panes.ts'
import { absolute, paths } from '../../app/paths.ts'
import { copyText } from '../../ui/clipboard.ts'
import { Menu, MenuItem, MenuSeparator, Submenu } from '../../ui/Menu.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { ChannelLevelMenu } from '../notifications/ChannelLevelMenu.tsx'
import { markRead } from '../reading/store.ts'
import { openDialog } from './dialogs.ts'
import { unreadOf } from './reducer.ts'
import { useSections } from './store.ts'
import { usePreference } from './use-preference.ts'

export function ChannelMenuItems({ joined }: { joined: JoinedChannel }) {
  const { t } = useTranslation('channels')
  const { channel, membership, state } = joined
  const setPreference = usePreference(channel.id)
  const panes = usePanes()
  const isTalk = channel.kind === 'direct' || channel.kind === 'group'
  const { isMuted, isFavourite } = membership
  const copyLink = async () => {
    const isDone = await copyText(absolute(paths.channel(channel.id)))
    showToast({ tone: isDone ? 'good' : 'danger', title: t(isDone ? 'menu.copied' : 'menu.copyFailed') })
  }
  return (
    <>
      <MenuItem
        icon={<CheckCheck size={15} />}
        isDisabled={unreadOf(joined).count === 0}
        onAction={() => markRead(channel.id, state.lastPosition)}
      >
        {t('menu.markRead')}
      </MenuItem>
      <MenuItem
        icon={isMuted ? <Bell size={15} /> : <BellOff size={15} />}
        onAction={() => setPreference({ isMuted: !isMuted })}
      >
        {t(isMuted ? 'menu.unmute' : 'menu.mute')}
      </MenuItem>
      <ChannelLevelMenu joined={joined} />
      <MenuItem icon={<Star size={15} />} onAction={() => setPreference({ isFavourite: !isFavourite })}>
        {t(isFavourite ? 'menu.unfavourite' : 'menu.favourite')}
      </MenuItem>
      <MoveMenu joined={joined} />
      <MenuSeparator />
      <MenuItem icon={<Info size={15} />} onAction={() => panes.openDetails(channel.id)}>
        {t('menu.details')}
      </MenuItem>
      <MenuItem icon={<Link size={15} />} onAction={() => void copyLink()}>
        {t('menu.copyLink')}
      </MenuItem>
      {(isTalk || membership.abilities.canLeave) && <MenuSeparator />}
      {isTalk && (
        <MenuItem icon={<X size={15} />} onAction={() => setPreference({ isClosed: true })}>
          {t('menu.close')}
        </MenuItem>
      )}
      {!isTalk && membership.abilities.canLeave && (
        <MenuItem
          icon={<LogOut size={15} />}
          isDestructive
          onAction={() => openDialog({ kind: 'leave', joined })}
        >
          {t('menu.leave')}
        </MenuItem>
      )}
    </>
  )
}

function MoveMenu({ joined }: { joined: JoinedChannel }) {
  const { t } = useTranslation('channels')
  const sections = useSections()
  const setPreference = usePreference(joined.channel.id)
  const { sectionId } = joined.membership
  return (
    <Submenu>
      <MenuItem icon={<FolderInput size={15} />}>{t('menu.move')}</MenuItem>
      <Menu label={t('menu.move')}>
        {sections.map((section) => (
          <MenuItem
            key={section.id}
            isDisabled={section.id === sectionId}
            onAction={() => setPreference({ sectionId: section.id, isFavourite: false })}
          >
            {section.name}
          </MenuItem>
        ))}
        {sectionId && (
          <MenuItem onAction={() => setPreference({ sectionId: null })}>{t('menu.moveOut')}</MenuItem>
        )}
        {sections.length > 0 && <MenuSeparator />}
        <MenuItem onAction={() => openDialog({ kind: 'section', section: null, joined })}>
          {t('section.create')}
        </MenuItem>
      </Menu>
    </Submenu>
  )
}
