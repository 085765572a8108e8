// Menu items of the moments offered with one press, and the way to any other.
import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MenuItem, MenuSeparator } from '../../ui/Menu.tsx'
import { remindChoices, sendChoices } from './choices.ts'
import { useDueText } from './due-text.ts'
import { useOwnZone } from './zone.ts'

type DueItemsProps = {
  kind: 'send' | 'remind'
  onChoose: (at: Date) => void
  /** Opens the dialog for any other moment. */
  onPick: () => void
}

export function DueItems({ kind, onChoose, onPick }: DueItemsProps) {
  const { t } = useTranslation('due')
  const due = useDueText()
  const zone = useOwnZone()
  const [choices] = useState(() => (kind === 'send' ? sendChoices : remindChoices)(new Date(), zone))
  return (
    <>
      {choices.map(({ id, at }) => (
        <MenuItem key={id} textValue={t(`choices.${id}`)} description={due(at)} onAction={() => onChoose(at)}>
          {t(`choices.${id}`)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={<CalendarClock size={15} />} onAction={onPick}>
        {t('custom')}
      </MenuItem>
    </>
  )
}
