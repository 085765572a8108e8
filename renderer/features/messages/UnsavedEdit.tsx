// Beside a message whose change has not reached the server: what was typed is kept, and one press away.
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../contract/messages.ts'
import { draftsStore, editKey, writeDraft } from '../../data/drafts.ts'
import { Button } from '../../ui/Button.tsx'
import { isEditOnItsWay, patchesStore } from './changes.ts'

export function UnsavedEdit({ message, onContinue }: { message: MessageView; onContinue: () => void }) {
  const { t } = useTranslation('messages')
  const key = editKey(message.id)
  const isKept = draftsStore((state) => state.drafts.has(key))
  const isOnItsWay = patchesStore((state) => isEditOnItsWay(state, message.id))
  if (!isKept || isOnItsWay) return null
  return (
    <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-sm text-warn-ink">
      {t('edit.unsaved')}
      <Button size="sm" variant="ghost" onPress={onContinue}>
        {t('edit.continue')}
      </Button>
      <Button size="sm" variant="ghost" onPress={() => writeDraft(key, '', message.channelId)}>
        {t('edit.discard')}
      </Button>
    </p>
  )
}
