// Name, title, time zone, picture and status.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { StatusForm } from '../people/StatusPicker.tsx'
import { type Me, useMe } from '../people/store.ts'
import { PictureField } from './PictureField.tsx'
import { hereTimeZone, timeZoneOptions } from './time-zones.ts'

export function ProfileTab() {
  const { t } = useTranslation('settings')
  const me = useMe()
  if (!me) return null
  const { status } = me.person
  return (
    <>
      <Section title={t('profile.title')} description={t('profile.lead')}>
        <PictureField person={me.person} />
        <ProfileForm me={me} />
      </Section>
      <Section title={t('status.title')} description={t('status.lead')} className="max-w-[34rem]">
        {/* A status set elsewhere starts the form afresh. */}
        <StatusForm key={`${status?.emoji} ${status?.text} ${status?.expiresAt}`} current={status} />
      </Section>
    </>
  )
}

function ProfileForm({ me }: { me: Me }) {
  const { t } = useTranslation('settings')
  const [name, setName] = useState(me.person.name)
  const [title, setTitle] = useState(me.person.title)
  const [timeZone, setTimeZone] = useState(me.person.timeZone)
  const [options] = useState(() => timeZoneOptions(me.person.timeZone))
  const form = useSubmit('people.updateProfile', ['name', 'title', 'timeZone'])
  const isChanged = name !== me.person.name || title !== me.person.title || timeZone !== me.person.timeZone

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await form.submit({ name, title, timeZone })
    if (!answer) return
    // The server trims and normalises: show what it keeps.
    setName(answer.person.name)
    setTitle(answer.person.title)
    showToast({ tone: 'good', title: t('saved') })
  }

  return (
    <form onSubmit={save} className="flex max-w-[34rem] flex-col gap-4" noValidate>
      {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
      <TextField
        label={t('profile.name')}
        autoComplete="name"
        maxLength={80}
        isRequired
        value={name}
        onChange={setName}
        error={form.errorOf('name')}
      />
      <TextField
        label={t('profile.jobTitle')}
        note={t('optional')}
        description={t('profile.jobTitleHint')}
        autoComplete="organization-title"
        maxLength={80}
        value={title}
        onChange={setTitle}
        error={form.errorOf('title')}
      />
      {me.email && (
        <TextField
          label={t('profile.email')}
          description={t('profile.emailHint')}
          value={me.email}
          isDisabled
        />
      )}
      <div className="flex flex-col items-start gap-1">
        <ComboBox
          className="w-full"
          label={t('profile.timeZone')}
          description={t('profile.timeZoneHint')}
          emptyText={t('profile.timeZoneNone')}
          options={options}
          value={timeZone}
          onChange={setTimeZone}
          error={form.errorOf('timeZone')}
        />
        {timeZone !== hereTimeZone() && (
          <Button size="sm" variant="ghost" className="-ml-2.5" onPress={() => setTimeZone(hereTimeZone())}>
            {t('profile.timeZoneHere', { zone: hereTimeZone() })}
          </Button>
        )}
      </div>
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        isPending={form.isRunning}
        isDisabled={!isChanged || !name.trim() || form.isWaiting}
      >
        {t('save')}
      </Button>
    </form>
  )
}
