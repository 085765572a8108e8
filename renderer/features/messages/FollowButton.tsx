// Follows a thread or leaves it be. The server follows for those who write or are mentioned in it.
import { Bell, BellOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '../../../contract/ids.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx'
import { showToast } from '../../ui/Toast.tsx'

/** The contract doesn't tell whether a thread is followed, so both ways are offered, and what was chosen is said. */
export function FollowButton({ rootId }: { rootId: MessageId }) {
  const { t } = useTranslation('messages')
  const [isFollowed, setIsFollowed] = useState<boolean | null>(null)
  const follow = async (wanted: boolean) => {
    try {
      await call('reading.followThread', { rootId, isFollowed: wanted })
      setIsFollowed(wanted)
      showToast({ tone: 'good', title: t(wanted ? 'thread.followed' : 'thread.unfollowed') })
    } catch (error) {
      showToast({ tone: 'danger', title: failureText(t, error) })
    }
  }
  return (
    <MenuTrigger>
      <IconButton
        label={t('thread.notices')}
        icon={isFollowed === false ? <BellOff size={16} /> : <Bell size={16} />}
        placement="bottom"
      />
      <Menu label={t('thread.notices')} placement="bottom end">
        <MenuItem icon={<Bell size={15} />} onAction={() => void follow(true)}>
          {t('thread.follow')}
        </MenuItem>
        <MenuItem icon={<BellOff size={15} />} onAction={() => void follow(false)}>
          {t('thread.unfollow')}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  )
}
