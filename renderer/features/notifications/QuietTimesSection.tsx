// Settings: the hours and days in which nothing disturbs the viewer. Colleagues see it.
import { type FormEvent, useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { QuietTimes } from '../../../contract/lib/quiet-times.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { useMe } from '../people/store.ts'

/** Offered to whoever turns quiet hours on. */
const usual = { from: '19:00', to: '08:00' }
const weekdays = [1, 2, 3, 4, 5, 6, 7]

export function QuietTimesSection() {
  const { t } = useTranslation('notifications')
  const person = useMe()?.person
  if (!person) return null
  const { quietTimes, timeZone } = person
  return (
    <Section title={t('quiet.title')} description={t('quiet.lead', { zone: timeZone.replaceAll('_', ' ') })}>
      {/* Times set on another device start the form afresh. */}
      <QuietTimesForm key={JSON.stringify(quietTimes)} current={quietTimes} />
    </Section>
  )
}

function QuietTimesForm({ current }: { current: QuietTimes | null }) {
  const { t } = useTranslation('notifications')
  const [hasHours, setHasHours] = useState(current?.hours != null)
  const [from, setFrom] = useState(current?.hours?.from ?? usual.from)
  const [to, setTo] = useState(current?.hours?.to ?? usual.to)
  const [days, setDays] = useState<number[]>(current?.days ?? [])
  const form = useSubmit('notifications.setQuietTimes')
  const hours = hasHours ? { from, to } : null
  const wanted = hours || days.length > 0 ? { hours, days: [...days].sort() } : null
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(current)
  const isSame = hasHours && from === to
  const isAllDays = days.length === weekdays.length

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await form.submit({ quietTimes: wanted })) showToast({ tone: 'good', title: t('saved') })
  }
  return (
    <form onSubmit={save} className="flex max-w-[36rem] flex-col gap-4" noValidate>
      {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
      <Switch isSelected={hasHours} onChange={setHasHours} description={t('quiet.hoursHint')}>
        {t('quiet.hours')}
      </Switch>
      {hasHours && (
        <div className="flex flex-wrap gap-3">
          <TextField className="w-32" label={t('quiet.from')} type="time" value={from} onChange={setFrom} />
          <TextField
            className="w-32"
            label={t('quiet.to')}
            type="time"
            value={to}
            onChange={setTo}
            error={isSame ? t('quiet.same') : null}
          />
        </div>
      )}
      <WeekdayField days={days} onChange={setDays} error={isAllDays ? t('quiet.allDays') : null} />
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        isPending={form.isRunning}
        isDisabled={!isChanged || isSame || isAllDays || (hasHours && !(from && to)) || form.isWaiting}
      >
        {t('save')}
      </Button>
    </form>
  )
}

type WeekdayFieldProps = { days: number[]; onChange: (days: number[]) => void; error: string | null }

function WeekdayField({ days, onChange, error }: WeekdayFieldProps) {
  const { t, i18n } = useTranslation('notifications')
  // The first of January 2024 was a Monday.
  const nameOf = (day: number, weekday: 'short' | 'long') =>
    new Intl.DateTimeFormat(i18n.language, { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day))
  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-sm font-medium" id="quiet-days">
        {t('quiet.days')}
      </span>
      <ToggleButtonGroup
        aria-labelledby="quiet-days"
        selectionMode="multiple"
        selectedKeys={days}
        onSelectionChange={(keys) => onChange([...keys].map(Number))}
        className="flex flex-wrap gap-1.5"
      >
        {weekdays.map((day) => (
          <ToggleButton
            key={day}
            id={day}
            className="h-8 min-w-11 rounded-md border border-line px-2.5 text-sm text-ink-soft transition-colors data-hovered:border-line-strong data-selected:border-accent data-selected:bg-accent-tint data-selected:font-medium data-selected:text-accent-ink"
          >
            <span aria-hidden>{nameOf(day, 'short')}</span>
            <span className="sr-only">{nameOf(day, 'long')}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <span
        className={error ? 'text-xs text-danger-ink' : 'text-xs text-ink-faint'}
        role={error ? 'alert' : undefined}
      >
        {error ?? t('quiet.daysHint')}
      </span>
    </div>
  )
}
