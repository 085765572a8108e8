// Lists the keys of a message in the sheet of shortcuts; the rows handle them themselves.
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../app/keyboard.ts'
import { attachKeys, pressAttach } from '../files/composer/AttachButton.tsx'
import { taskKeys } from './task-keys.ts'

export function useMessageKeys(): void {
  const { t } = useTranslation('messages')
  useShortcut({
    id: 'message.walk',
    keys: ['ArrowUp', 'ArrowDown', 'K', 'J'],
    label: t('keys.walk'),
    group: 'message',
  })
  useShortcut({ id: 'message.reply', keys: ['R', 'Enter'], label: t('keys.reply'), group: 'message' })
  useShortcut({ id: 'message.react', keys: '+', label: t('keys.react'), group: 'message' })
  useShortcut({ id: 'message.edit', keys: 'E', label: t('keys.edit'), group: 'message' })
  useShortcut({ id: 'message.quote', keys: 'Q', label: t('keys.quote'), group: 'message' })
  useShortcut({ id: 'message.unread', keys: 'U', label: t('keys.unread'), group: 'message' })
  useShortcut({ id: 'message.pin', keys: 'P', label: t('keys.pin'), group: 'message' })
  useShortcut({ id: 'message.link', keys: 'L', label: t('keys.link'), group: 'message' })
  useShortcut({ id: 'message.remind', keys: 'M', label: t('reminders:key'), group: 'message' })
  useShortcut({ id: 'message.task', keys: 'N', label: t('tasks:message.key'), group: 'message' })
  useShortcut({ id: 'message.save', keys: 'S', label: t('saved:keys'), group: 'message' })
  useShortcut({ id: 'message.delete', keys: 'Delete', label: t('keys.delete'), group: 'message' })
  useShortcut({ id: 'composer.send', keys: ['Enter', 'Mod+Enter'], label: t('keys.send'), group: 'composer' })
  useShortcut({ id: 'composer.line', keys: 'Shift+Enter', label: t('keys.line'), group: 'composer' })
  useShortcut({ id: 'composer.last', keys: 'ArrowUp', label: t('keys.last'), group: 'composer' })
  useShortcut({
    id: 'composer.attach',
    keys: attachKeys,
    label: t('files:composer.attach'),
    group: 'composer',
    run: pressAttach,
  })
  useShortcut({
    id: 'composer.task',
    keys: taskKeys,
    label: t('tasks:message.composerKey'),
    group: 'composer',
  })
  useShortcut({ id: 'composer.bold', keys: 'Mod+B', label: t('composer.bold'), group: 'composer' })
  useShortcut({ id: 'composer.italic', keys: 'Mod+I', label: t('composer.italic'), group: 'composer' })
  useShortcut({ id: 'composer.code', keys: 'Mod+E', label: t('composer.code'), group: 'composer' })
}
