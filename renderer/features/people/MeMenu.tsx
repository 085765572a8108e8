// The own picture at the foot of the sidebar, and what belongs to oneself: status, settings, signing out.

import {
  ChevronsUpDown,
  Keyboard,
  LogOut,
  Settings,
  ShieldCheck,
  Smile,
  Stethoscope,
  UserRound,
  X,
} from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { leave } from '../../app/leaving.ts'
import { lazyAgain } from '../../app/load-again.ts'
import { usePanes } from '../../app/panes.ts'
import { paths } from '../../app/paths.ts'
import { call } from '../../data/api.ts'
import { Menu, MenuItem, MenuSection, MenuSeparator, MenuTrigger } from '../../ui/Menu.tsx'
import { WhenOpened } from '../../ui/WhenOpened.tsx'
import { canOpenAdmin } from '../admin/access.ts'
import { PauseMenu } from '../notifications/PauseMenu.tsx'
import { PersonAvatar } from './PersonAvatar.tsx'
import { useStatus } from './StatusMark.tsx'
import { useMe } from './store.ts'

const PauseDialog = lazyAgain(() =>
  import('../notifications/PauseDialog.tsx').then((file) => file.PauseDialog),
)
const StatusPicker = lazyAgain(() => import('./StatusPicker.tsx').then((file) => file.StatusPicker))

export function MeMenu({ onShowKeyboard }: { onShowKeyboard: () => void }) {
  const { t } = useTranslation('people')
  const me = useMe()
  const status = useStatus(me?.person)
  const panes = usePanes()
  const [, navigate] = useLocation()
  const [isStatusOpen, setStatusOpen] = useState(false)
  const [isPausing, setPausing] = useState(false)
  const [isLeaving, setLeaving] = useState(false)
  if (!me) return null

  const actions: Record<string, () => void> = {
    status: () => setStatusOpen(true),
    // A refusal leaves the status as it is: the menu shows it, nothing is lost.
    clear: () => void call('people.setStatus', { status: null }).catch(() => undefined),
    profile: () => panes.openPerson(me.person.id),
    settings: () => navigate(paths.settings()),
    admin: () => navigate(paths.admin()),
    callDoctor: () => navigate(paths.callDoctor),
    keyboard: onShowKeyboard,
    leave: () => setLeaving(true),
  }
  return (
    <>
      <MenuTrigger>
        <Button className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left transition-colors [--dot-ground:var(--color-sidebar)] data-hovered:bg-hover data-pressed:bg-pressed">
          <PersonAvatar personId={me.person.id} size={32} hasPresence />
          <span className="sr-only">{t('menu.label')}</span>
          <span className="min-w-0 flex-1">
            <span className="block truncate leading-4 font-medium">{me.person.name}</span>
            <span className="mt-0.5 block truncate text-xs leading-4 text-ink-faint">
              {status ? `${status.emoji} ${status.text}` : me.person.title || t(`role.${me.person.role}`)}
            </span>
          </span>
          <ChevronsUpDown size={14} className="shrink-0 text-ink-faint" aria-hidden />
        </Button>
        <Menu
          label={t('menu.label')}
          placement="top start"
          className="w-60"
          onAction={(key) => actions[key]?.()}
        >
          <MenuItem id="status" icon={<Smile size={15} />}>
            {t(status ? 'menu.changeStatus' : 'menu.setStatus')}
          </MenuItem>
          {status && (
            <MenuItem id="clear" icon={<X size={15} />}>
              {t('menu.clearStatus')}
            </MenuItem>
          )}
          <PauseMenu me={me} onChooseTime={() => setPausing(true)} />
          <MenuItem id="profile" icon={<UserRound size={15} />}>
            {t('menu.profile')}
          </MenuItem>
          <MenuSeparator />
          <MenuSection>
            <MenuItem id="settings" icon={<Settings size={15} />} shortcut="Mod+,">
              {t('menu.settings')}
            </MenuItem>
            {canOpenAdmin(me.abilities) && (
              <MenuItem id="admin" icon={<ShieldCheck size={15} />}>
                {t('menu.admin')}
              </MenuItem>
            )}
            <MenuItem id="callDoctor" icon={<Stethoscope size={15} />}>
              {t('menu.callDoctor')}
            </MenuItem>
            <MenuItem id="keyboard" icon={<Keyboard size={15} />} shortcut="?">
              {t('menu.keyboard')}
            </MenuItem>
          </MenuSection>
          <MenuSeparator />
          <MenuItem id="leave" icon={<LogOut size={15} />}>
            {t('menu.signOut')}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      <WhenOpened isOpen={isPausing}>
        <PauseDialog isOpen={isPausing} onOpenChange={setPausing} />
      </WhenOpened>
      <WhenOpened isOpen={isStatusOpen}>
        <StatusPicker isOpen={isStatusOpen} onOpenChange={setStatusOpen} />
      </WhenOpened>
      <ConfirmDialog
        isOpen={isLeaving}
        onOpenChange={setLeaving}
        title={t('menu.signOutTitle')}
        confirmLabel={t('menu.signOutConfirm')}
        onConfirm={leave}
      >
        {t('menu.signOutBody')}
      </ConfirmDialog>
    </>
  )
}
