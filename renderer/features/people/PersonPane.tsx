// A person's profile in the right pane.
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PersonId } from '../../../contract/ids.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { PersonCard } from './PersonCard.tsx'

export function PersonPane({ personId, onClose }: { personId: PersonId; onClose: () => void }) {
  const { t } = useTranslation('people')
  return (
    <section aria-label={t('profile')} className="flex h-full flex-col">
      <header className="flex h-12 shrink-0 items-center justify-between border-b border-line pr-2 pl-5">
        <h2 className="text-md font-semibold">{t('profile')}</h2>
        <IconButton label={t('closeProfile')} shortcut="Escape" icon={<X size={16} />} onPress={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <PersonCard personId={personId} isLarge />
      </div>
    </section>
  )
}
