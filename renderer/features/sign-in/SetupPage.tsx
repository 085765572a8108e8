// The first page of a new server: the workspace and its owner, made with the one-time link (/setup#token=…).
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '../../app/paths.ts'
import { useSubmit } from '../../app/submit.ts'
import { signedIn } from '../../data/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { type Account, AccountFields, accountFields } from './AccountFields.tsx'
import { AuthPage } from './AuthPage.tsx'
import { dropFragment, fragmentToken, hereTimeZone } from './fragment-token.ts'

export function SetupPage() {
  const { t } = useTranslation('sign-in')
  const [, navigate] = useLocation()
  const [token] = useState(fragmentToken)
  const [workspaceName, setWorkspaceName] = useState('')
  const [account, setAccount] = useState<Account>({ name: '', email: '', password: '' })
  const form = useSubmit('workspace.create', ['workspaceName', ...accountFields])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await form.submit({
      token: token ?? '',
      workspaceName,
      ...account,
      timeZone: hereTimeZone(),
    })
    if (!answer) return
    dropFragment()
    navigate(paths.home, { replace: true })
    await signedIn()
  }

  if (!token) {
    return (
      <AuthPage title={t('setup.noTokenTitle')} lead={t('setup.noToken')}>
        <Button onPress={() => navigate(paths.home)}>{t('toSignIn')}</Button>
      </AuthPage>
    )
  }
  if (form.code === 'setup_done') {
    return (
      <AuthPage title={t('setup.doneTitle')} lead={t('setup.done')}>
        <Button onPress={() => navigate(paths.home)}>{t('toSignIn')}</Button>
      </AuthPage>
    )
  }
  const isComplete = workspaceName && account.name && account.email && account.password
  return (
    <AuthPage title={t('setup.title')} lead={t('setup.lead')}>
      <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
        {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
        <TextField
          label={t('workspaceName')}
          description={t('workspaceNameHint')}
          size="lg"
          autoComplete="organization"
          maxLength={80}
          isRequired
          autoFocus
          value={workspaceName}
          onChange={setWorkspaceName}
          error={form.errorOf('workspaceName')}
        />
        <AccountFields account={account} onChange={setAccount} errorOf={form.errorOf} />
        <Button
          type="submit"
          variant="primary"
          size="lg"
          className="mt-1"
          isPending={form.isRunning}
          isDisabled={!isComplete || form.isWaiting}
        >
          {t('setup.submit')}
        </Button>
      </form>
    </AuthPage>
  )
}
