// A host leaves, or ends the call for everybody.
import { DoorOpen, PhoneOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { MenuItem, MenuList } from '../../../ui/Menu.tsx'
import { callActions } from '../actions.ts'

export function LeaveMenu({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('calls')
  return (
    <MenuList label={t('bar.leaveMenu')} onAction={onDone}>
      <MenuItem
        icon={<DoorOpen size={15} />}
        description={t('leave.onlyMeHint')}
        textValue={t('leave.onlyMe')}
        onAction={() => void callActions.leave()}
      >
        {t('leave.onlyMe')}
      </MenuItem>
      <MenuItem
        icon={<PhoneOff size={15} />}
        isDestructive
        description={t('leave.forAllHint')}
        textValue={t('leave.forAll')}
        onAction={() => void callActions.endForAll()}
      >
        {t('leave.forAll')}
      </MenuItem>
    </MenuList>
  )
}
