// Lists the keys of a board in the sheet of shortcuts; the cards handle them themselves.
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../app/keyboard.ts'

export function useBoardKeys(canWork: boolean): void {
  const { t } = useTranslation('board')
  const isDisabled = !canWork
  useShortcut({
    id: 'board.walk',
    keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
    label: t('keys.walk'),
    group: 'board',
  })
  useShortcut({ id: 'board.open', keys: 'Enter', label: t('keys.open'), group: 'board' })
  useShortcut({ id: 'board.carry', keys: 'Space', label: t('keys.carry'), group: 'board', isDisabled })
  useShortcut({ id: 'board.new', keys: 'N', label: t('keys.new'), group: 'board', isDisabled })
  useShortcut({ id: 'board.assign', keys: 'I', label: t('keys.assign'), group: 'board', isDisabled })
}
