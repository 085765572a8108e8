// In a channel's menu: what calls the viewer there.
import { BellRing } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { JoinedChannel } from '../../../contract/channels.ts'
import { levelIn } from '../../../contract/lib/notify.ts'
import { NotifyLevel } from '../../../contract/notifications.ts'
import { Menu, MenuItem, MenuSection, Submenu } from '../../ui/Menu.tsx'
import { usePreference } from '../channels/use-preference.ts'
import { channelRule, useRules } from './rules.ts'

export function ChannelLevelMenu({ joined }: { joined: JoinedChannel }) {
  const { t } = useTranslation('notifications')
  const rules = useRules()
  const setPreference = usePreference(joined.channel.id)
  const { notifyLevel } = joined.membership
  const usual = levelIn(rules, { ...channelRule(joined), level: null })
  const choose = (key: unknown) => setPreference({ notifyLevel: NotifyLevel.safeParse(key).data ?? null })
  return (
    <Submenu>
      <MenuItem icon={<BellRing size={15} />}>{t('channel.title')}</MenuItem>
      <Menu
        label={t('channel.title')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[notifyLevel ?? 'usual']}
        onAction={choose}
      >
        <MenuSection>
          <MenuItem id="usual" textValue={t('channel.usual')} description={t(`level.${usual}`)}>
            {t('channel.usual')}
          </MenuItem>
        </MenuSection>
        <MenuSection>
          {NotifyLevel.options.map((level) => (
            <MenuItem key={level} id={level}>
              {t(`level.${level}`)}
            </MenuItem>
          ))}
        </MenuSection>
      </Menu>
    </Submenu>
  )
}
