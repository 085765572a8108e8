// Sign in with e-mail and password.
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../contract/commands.ts'
import { useSubmit } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { signedIn } from '../../data/session.ts'
import { bridge } from '../../desktop/bridge.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { AuthPage } from './AuthPage.tsx'
import { PasswordField } from './PasswordField.tsx'
import { SignInOutside } from './SignInOutside.tsx'

export type SignInPageProps = { /** The session ended without being asked to. */ isEnded?: boolean }

export function SignInPage({ isEnded }: SignInPageProps) {
  const { t } = useTranslation('sign-in')
  const server = useServer()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const form = useSubmit('sessions.signIn', ['email'])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await form.submit({ email, password })
    if (answer) await signedIn()
  }

  if (server?.isSetUp === false) {
    return (
      <AuthPage title={t('setup.title')} lead={t('signIn.notSetUp')}>
        {null}
      </AuthPage>
    )
  }
  return (
    <AuthPage
      title={server?.name ? t('signIn.titleNamed', { workspace: server.name }) : t('signIn.title')}
      footer={t('signIn.noAccount')}
    >
      <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
        {isEnded && !form.sentence && <Banner tone="accent">{t('signIn.ended')}</Banner>}
        {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
        <TextField
          label={t('email')}
          size="lg"
          type="email"
          inputMode="email"
          autoComplete="username"
          autoFocus
          isRequired
          value={email}
          onChange={setEmail}
          error={form.errorOf('email')}
        />
        <PasswordField
          label={t('password')}
          size="lg"
          purpose="current"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <Button
          type="submit"
          variant="primary"
          size="lg"
          className="mt-1"
          isPending={form.isRunning}
          isDisabled={!email || !password || form.isWaiting}
        >
          {t('signIn.submit')}
        </Button>
      </form>
      {bridge.isDesktop && <SignInOutside />}
    </AuthPage>
  )
}

/** Whose server this is; null while unknown. Sign-in works without the answer. */
function useServer() {
  const [server, setServer] = useState<OutputOf<'workspace.peek'> | null>(null)
  useEffect(() => {
    let isHere = true
    call('workspace.peek', {}).then(
      (answer) => isHere && setServer(answer),
      () => undefined,
    )
    return () => {
      isHere = false
    }
  }, [])
  return server
}
