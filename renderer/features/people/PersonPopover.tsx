// The card of a person behind anything that can be pressed: a name, a picture, a mention.
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonId } from '../../../contract/ids.ts'
import { usePanes } from '../../app/panes.ts'
import { Popover, type PopoverProps } from '../../ui/Popover.tsx'
import { PersonCard } from './PersonCard.tsx'
import { usePerson } from './store.ts'

export type PersonPopoverProps = {
  personId: PersonId
  placement?: PopoverProps['placement']
  /** A react-aria Button. */
  children: ReactElement
}

export function PersonPopover({ personId, placement = 'right top', children }: PersonPopoverProps) {
  const { t } = useTranslation('people')
  const [isOpen, setOpen] = useState(false)
  const person = usePerson(personId)
  const panes = usePanes()
  const close = () => setOpen(false)
  return (
    <Popover
      trigger={children}
      isOpen={isOpen}
      onOpenChange={setOpen}
      placement={placement}
      label={t('profileOf', { name: person?.name ?? t('unknown') })}
    >
      <PersonCard
        personId={personId}
        onLeave={close}
        onOpenProfile={() => {
          close()
          panes.openPerson(personId)
        }}
      />
    </Popover>
  )
}
