// Picks a day and a time in the viewer's zone, and says which moment that is before it counts.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useDueText } from './due-text.ts'
import { isForeign, useOwnZone } from './zone.ts'
import { clockTimeOf, dayAt, momentAt, type ZonedMoment } from './zoned.ts'

type PickMomentProps = {
  title: string
  confirmLabel: string
  /** Where it begins; without one, tomorrow at nine. */
  initial?: Date
  maxDays: number
  onClose: () => void
  /** Closes when it resolves; what is thrown is told in a sentence. */
  onPick: (at: Date) => unknown
}

const dayMs = 86_400_000
const two = (number: number) => String(number).padStart(2, '0')

export function PickMoment(props: PickMomentProps) {
  const { title, confirmLabel, initial, maxDays, onClose, onPick } = props
  const { t } = useTranslation('due')
  const zone = useOwnZone()
  const [begin] = useState(() => clockTimeOf(initial ?? dayAt(new Date(), zone, 1, 9), zone))
  const [date, setDate] = useState(`${begin.year}-${two(begin.month)}-${two(begin.day)}`)
  const [time, setTime] = useState(`${two(begin.hour)}:${two(begin.minute)}`)
  const [failure, setFailure] = useState<string | null>(null)
  const [isRunning, setRunning] = useState(false)
  const moment = read(date, time, zone)
  const now = Date.now()
  const isOver = moment !== null && moment.at.getTime() <= now
  const isTooFar = moment !== null && moment.at.getTime() > now + maxDays * dayMs
  const problem = isOver ? t('over') : isTooFar ? t('tooFar', { count: maxDays }) : null

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!moment || problem) return
    setRunning(true)
    try {
      await onPick(moment.at)
      onClose()
    } catch (error) {
      setFailure(failureText(t, error))
      setRunning(false)
    }
  }
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={title}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {failure && <Banner tone="danger">{failure}</Banner>}
        <div className="flex gap-3">
          <TextField
            label={t('date')}
            type="date"
            value={date}
            onChange={setDate}
            autoFocus
            className="flex-1"
          />
          <TextField label={t('time')} type="time" value={time} onChange={setTime} className="w-32" />
        </div>
        <p role="status" className="min-h-5 text-sm text-ink-soft">
          {problem ? (
            <span className="text-danger-ink">{problem}</span>
          ) : (
            moment && <Meant moment={moment} zone={zone} />
          )}
        </p>
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            isPending={isRunning}
            isDisabled={moment === null || problem !== null}
          >
            {confirmLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Meant({ moment, zone }: { moment: ZonedMoment; zone: string }) {
  const { t } = useTranslation('due')
  const due = useDueText()
  return (
    <>
      <span className="font-medium text-ink">{due(moment.at)}</span>
      {isForeign(zone) && ` · ${t('inZone', { zone: zone.replaceAll('_', ' ') })}`}
      {moment.fit === 'skipped' && ` · ${t('skipped')}`}
      {moment.fit === 'twice' && ` · ${t('twice')}`}
    </>
  )
}

function read(date: string, time: string, zone: string): ZonedMoment | null {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const [hour = Number.NaN, minute = 0] = time.split(':').map((part) => Number.parseInt(part, 10))
  return Number.isNaN(hour) ? null : momentAt({ year, month, day, hour, minute }, zone)
}
