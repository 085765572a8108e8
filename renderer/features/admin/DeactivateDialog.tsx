// Asks before all access of a person or bot ends.
import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../../contract/people.ts'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { call } from '../../data/api.ts'

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
