// The password, and where one is signed in.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { useMe } from '../people/store.ts'
import { PasswordField } from '../sign-in/PasswordField.tsx'
import { SessionsSection } from './SessionsSection.tsx'

export function SecurityTab() {
  const { t } = useTranslation('settings')
  const [changes, setChanges] = useState(0)
  return (
    <>
      <Section title={t('password.title')} description={t('password.lead')}>
        <PasswordForm onChanged={() => setChanges((count) => count + 1)} />
      </Section>
      {/* A changed password ends other sessions: the list is read again. */}
      <SessionsSection key={changes} />
    </>
  )
}

function PasswordForm({ onChanged }: { onChanged: () => void }) {
  const { t } = useTranslation('settings')
  const me = useMe()
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [isDone, setDone] = useState(false)
  const form = useSubmit('sessions.changePassword', ['password', 'newPassword'])

  const save = async (event: FormEvent) => {
    event.preventDefault()
    setDone(false)
    if (!(await form.submit({ password, newPassword }))) return
    setPassword('')
    setNewPassword('')
    setDone(true)
    onChanged()
  }

  return (
    <form onSubmit={save} className="flex max-w-[24rem] flex-col gap-4" noValidate>
      {isDone && <Banner tone="good">{t('password.done')}</Banner>}
      {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
      {/* Password managers want to know whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={me?.email ?? ''} readOnly hidden />
      <PasswordField
        label={t('password.current')}
        purpose="current"
        isRequired
        value={password}
        onChange={setPassword}
        error={form.errorOf('password')}
      />
      <PasswordField
        label={t('password.new')}
        description={t('sign-in:passwordHint')}
        purpose="new"
        isRequired
        value={newPassword}
        onChange={setNewPassword}
        error={form.errorOf('newPassword')}
      />
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        isPending={form.isRunning}
        isDisabled={!password || !newPassword || form.isWaiting}
      >
        {t('password.submit')}
      </Button>
    </form>
  )
}
