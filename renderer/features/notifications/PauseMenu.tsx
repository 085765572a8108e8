// In the menu behind the own picture: quiet for a while, or loud again.
import { Bell, BellOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Menu, MenuItem, MenuSeparator, Submenu } from '../../ui/Menu.tsx'
import { shortMoment } from '../people/local-time.ts'
import type { Me } from '../people/store.ts'
import { pauseChoices, pauseEnd } from './pause-choices.ts'
import { useDoNotDisturb } from './use-do-not-disturb.ts'
import { usePause } from './use-pause.ts'

export function PauseMenu({ me, onChooseTime }: { me: Me; onChooseTime: () => void }) {
  const { t, i18n } = useTranslation('notifications')
  const until = useDoNotDisturb(me.person)
  const pause = usePause()
  const { pausedUntil, timeZone } = me.person
  const isPaused = pausedUntil !== null && new Date(pausedUntil) > new Date()
  return (
    <>
      {isPaused && (
        <MenuItem icon={<Bell size={15} />} onAction={() => pause(null)}>
          {t('pause.end')}
        </MenuItem>
      )}
      <Submenu>
        <MenuItem
          icon={<BellOff size={15} />}
          textValue={t('pause.title')}
          description={until && t('pause.until', { when: shortMoment(until.toISOString(), i18n.language) })}
        >
          {t('pause.title')}
        </MenuItem>
        <Menu label={t('pause.title')}>
          {pauseChoices.map((choice) => (
            <MenuItem key={choice} onAction={() => pause(pauseEnd(choice, timeZone, new Date()))}>
              {t(`pause.${choice}`)}
            </MenuItem>
          ))}
          <MenuSeparator />
          <MenuItem onAction={onChooseTime}>{t('pause.custom')}</MenuItem>
        </Menu>
      </Submenu>
    </>
  )
}
