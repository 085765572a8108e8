// A reminder in plain words. What was understood is shown before it is kept.
import { AlarmClockPlus } from 'lucide-react'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxReminderDays, maxReminderLength } from '../../../contract/reminders.ts'
import { failureText } from '../../app/submit.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useDueText } from '../due/due-text.ts'
import { PickMoment } from '../due/PickMoment.tsx'
import { isForeign, useOwnZone } from '../due/zone.ts'
import { useNow } from '../people/use-now.ts'
import { parseReminder } from './parse-reminder.ts'
import { createReminder } from './store.ts'

export function NewReminder() {
  const { t } = useTranslation('reminders')
  const zone = useOwnZone()
  const now = useNow()
  const [input, setInput] = useState('')
  const [isPicking, setPicking] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const parsed = useMemo(() => parseReminder(input, now, zone), [input, now, zone])
  const words = parsed ? parsed.text : input.trim()

  const keep = async (at: Date) => {
    await createReminder({ text: words, remindAt: at.toISOString() })
    setInput('')
    setFailure(null)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (words === '') return
    if (!parsed) return setPicking(true)
    await keep(parsed.moment.at).catch((error: unknown) => setFailure(failureText(t, error)))
  }
  return (
    <form onSubmit={submit} className="rounded-lg border border-line bg-canvas p-4">
      <div className="flex items-end gap-2">
        <TextField
          label={t('new')}
          placeholder={t('example')}
          value={input}
          onChange={setInput}
          maxLength={maxReminderLength}
          error={failure}
          className="flex-1"
          autoFocus
        />
        <Button type="submit" variant="primary" isDisabled={words === ''}>
          {parsed || words === '' ? t('remind') : t('pickTime')}
        </Button>
      </div>
      <p role="status" className="mt-2 flex min-h-5 items-center gap-2 text-sm text-ink-soft">
        <Understood words={words} parsed={parsed} isEmpty={input.trim() === ''} />
        {parsed && isForeign(zone) && (
          <span className="shrink-0 text-ink-faint">{zone.replaceAll('_', ' ')}</span>
        )}
      </p>
      {isPicking && (
        <PickMoment
          title={words}
          confirmLabel={t('remind')}
          maxDays={maxReminderDays}
          onClose={() => setPicking(false)}
          onPick={keep}
        />
      )}
    </form>
  )
}

type UnderstoodProps = { words: string; parsed: ReturnType<typeof parseReminder>; isEmpty: boolean }

function Understood({ words, parsed, isEmpty }: UnderstoodProps) {
  const { t } = useTranslation('reminders')
  const due = useDueText()
  if (isEmpty) return t('hint')
  if (!parsed) return t('noTime')
  if (words === '') return t('noWords', { when: due(parsed.moment.at) })
  return (
    <>
      <AlarmClockPlus size={15} className="shrink-0 text-accent-ink" aria-hidden />
      <span className="min-w-0 truncate">
        <span className="font-medium text-ink">{due(parsed.moment.at)}</span> · {words}
        {parsed.moment.fit === 'skipped' && ` · ${t('due:skipped')}`}
        {parsed.moment.fit === 'twice' && ` · ${t('due:twice')}`}
      </span>
    </>
  )
}
