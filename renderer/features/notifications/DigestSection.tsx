// Settings: e-mail about what waits, for when one is away. Only where this server can send any.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DigestChoice, type DigestSettings } from '../../../contract/digest.ts'
import { LoadedList } from '../../app/LoadedList.tsx'
import { useLoaded } from '../../app/loaded.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { useMe } from '../people/store.ts'

export function DigestSection() {
  const { t } = useTranslation('notifications')
  const list = useLoaded('digest.settings', {})
  const email = useMe()?.email
  if (!email || list.data?.settings.isAvailable === false) return null
  return (
    <Section title={t('digest.title')} description={t('digest.lead', { email })}>
      <LoadedList list={list} hasAvatar={false}>
        {({ settings }) => <DigestForm current={settings} onSaved={(saved) => list.change(() => saved)} />}
      </LoadedList>
    </Section>
  )
}

type DigestFormProps = { current: DigestSettings; onSaved: (saved: { settings: DigestSettings }) => void }

function DigestForm({ current, onSaved }: DigestFormProps) {
  const { t } = useTranslation('notifications')
  const [choice, setChoice] = useState(current.choice)
  const [dailyAt, setDailyAt] = useState(current.dailyAt)
  const form = useSubmit('digest.set', ['dailyAt'])
  const isChanged = choice !== current.choice || (choice === 'daily' && dailyAt !== current.dailyAt)

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await form.submit({ choice, ...(choice === 'daily' && { dailyAt }) })
    if (!saved) return
    onSaved(saved)
    showToast({ tone: 'good', title: t('saved') })
  }
  return (
    <form onSubmit={save} className="flex max-w-[36rem] flex-col gap-4" noValidate>
      {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
      {current.isRefused && <Banner tone="warn">{t('digest.refused')}</Banner>}
      <div className="flex flex-wrap items-end gap-3">
        <Select
          className="w-72"
          label={t('digest.choice')}
          value={choice}
          onChange={setChoice}
          options={DigestChoice.options.map((id) => ({ id, label: t(`digest.${id}`) }))}
        />
        {choice === 'daily' && (
          <TextField
            className="w-32"
            label={t('digest.at')}
            type="time"
            value={dailyAt}
            onChange={setDailyAt}
            error={form.errorOf('dailyAt')}
          />
        )}
      </div>
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        isPending={form.isRunning}
        isDisabled={(!isChanged && !current.isRefused) || !dailyAt || form.isWaiting}
      >
        {t('save')}
      </Button>
    </form>
  )
}
