// The menu of "Send later". Apart, because zones and calendars are loaded with it.
import { ListChecks } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '../../app/paths.ts'
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx'
import { DueItems } from '../due/DueItems.tsx'

type SendLaterMenuProps = { isEmpty: boolean; onChoose: (at: Date) => void; onPick: () => void }

export function SendLaterMenu({ isEmpty, onChoose, onPick }: SendLaterMenuProps) {
  const { t } = useTranslation('scheduled')
  const [, navigate] = useLocation()
  return (
    <Menu label={t('sendLater')} placement="top end">
      {!isEmpty && <DueItems kind="send" onChoose={onChoose} onPick={onPick} />}
      {isEmpty && <MenuItem isDisabled>{t('nothingWritten')}</MenuItem>}
      <MenuSeparator />
      <MenuItem icon={<ListChecks size={15} />} onAction={() => navigate(paths.scheduled)}>
        {t('seeAll')}
      </MenuItem>
    </Menu>
  )
}
