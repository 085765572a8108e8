// A calendar that leads to the first message of a day.

import { type ReactElement, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { lazyAgain } from '../../app/load-again.ts'
import { Popover } from '../../ui/Popover.tsx'

const JumpCalendar = lazyAgain(() => import('./JumpCalendar.tsx').then((file) => file.JumpCalendar))

type JumpToDateProps = { date?: string; onJump: (date: string) => void; trigger: ReactElement }

export function JumpToDate({ onJump, trigger }: JumpToDateProps) {
  const { t } = useTranslation('messages')
  return (
    <Popover label={t('jump.label')} placement="bottom" trigger={trigger}>
      {(close) => (
        <Suspense fallback={<div className="size-72" />}>
          <JumpCalendar
            onJump={(date) => {
              close()
              onJump(date)
            }}
          />
        </Suspense>
      )}
    </Popover>
  )
}
