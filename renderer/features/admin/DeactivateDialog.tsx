// Asks before all access of a person or bot ends.
import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../../contract/people.ts'
import { call } from '../../data/api.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'

export type DeactivateDialogProps = {
  person: PersonView
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onDone?: (person: PersonView) => void
}

export function DeactivateDialog({ person, isOpen, onOpenChange, onDone }: DeactivateDialogProps) {
  const { t } = useTranslation('admin')
  const deactivate = async () => {
    const answer = await call('people.deactivate', { personId: person.id })
    onDone?.(answer.person)
  }
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('people.deactivateTitle', { name: person.name })}
      confirmLabel={t('people.deactivateConfirm')}
      isDestructive
      onConfirm={deactivate}
    >
      {t('people.deactivateBody')}
    </ConfirmDialog>
  )
}
