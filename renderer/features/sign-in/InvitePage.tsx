// Join by an invitation link (/invite#token=…): who invites, into what, then the new account.
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../../contract/commands.ts'
import { paths } from '../../app/paths.ts'
import { failureText, useSubmit } from '../../app/submit.ts'
import { ApiError, call } from '../../data/api.ts'
import { signedIn, useSession } from '../../data/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { type Account, AccountFields, accountFields } from './AccountFields.tsx'
import { AuthPage } from './AuthPage.tsx'
import { dropFragment, fragmentToken, hereTimeZone } from './fragment-token.ts'

type Invitation = OutputOf<'invitations.peek'>
type Look =
  | { state: 'looking' }
  | { state: 'good'; invitation: Invitation }
  | { state: 'bad'; error: unknown }

export function InvitePage() {
  const { t } = useTranslation('sign-in')
  const [, navigate] = useLocation()
  const [token] = useState(fragmentToken)
  const [look, again] = useLook(token)

  // Joining signs in and leaves this page in the same moment, so this is somebody who was signed in before.
  if (useSession() === 'signedIn') {
    return (
      <AuthPage title={t('invite.signedInTitle')} lead={t('invite.signedIn')}>
        <Button onPress={() => navigate(paths.home)}>{t('toWorkspace')}</Button>
      </AuthPage>
    )
  }
  if (!token || (look.state === 'bad' && isUseless(look.error))) {
    return (
      <AuthPage title={t('invite.invalidTitle')} lead={t(token ? 'invite.invalid' : 'invite.noToken')}>
        <Button onPress={() => navigate(paths.home)}>{t('toSignIn')}</Button>
      </AuthPage>
    )
  }
  if (look.state === 'bad') {
    return (
      <AuthPage title={t('invite.invalidTitle')}>
        <Banner tone="danger">{failureText(t, look.error)}</Banner>
        <Button className="mt-4" onPress={again}>
          {t('tryAgain')}
        </Button>
      </AuthPage>
    )
  }
  if (look.state === 'looking') {
    return (
      <AuthPage title={t('checking')}>
        <Spinner size={20} className="text-accent-ink" />
      </AuthPage>
    )
  }
  return <JoinForm token={token} invitation={look.invitation} />
}

function JoinForm({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t, i18n } = useTranslation('sign-in')
  const [, navigate] = useLocation()
  const [account, setAccount] = useState<Account>({ name: '', email: '', password: '' })
  const form = useSubmit('invitations.accept', accountFields)
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(invitation.expiresAt),
  )

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await form.submit({ token, ...account, timeZone: hereTimeZone() })
    if (!answer) return
    dropFragment()
    navigate(paths.home, { replace: true })
    await signedIn()
  }

  return (
    <AuthPage
      title={t('invite.title', { workspace: invitation.workspaceName })}
      lead={t('invite.lead', { inviter: invitation.invitedBy, role: t(`role.${invitation.role}`) })}
      footer={t('invite.expires', { date })}
    >
      <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
        {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
        <AccountFields account={account} onChange={setAccount} errorOf={form.errorOf} autoFocus />
        <Button
          type="submit"
          variant="primary"
          size="lg"
          className="mt-1"
          isPending={form.isRunning}
          isDisabled={!account.name || !account.email || !account.password || form.isWaiting}
        >
          {t('invite.submit')}
        </Button>
      </form>
    </AuthPage>
  )
}

/** Anything else (no network, too often) is worth another try. */
function isUseless(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'invitation_invalid' || error.code === 'invalid_input')
}

function useLook(token: string | null): [Look, () => void] {
  const [look, setLook] = useState<Look>({ state: 'looking' })
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks once more
  useEffect(() => {
    if (!token) return
    let isHere = true
    setLook({ state: 'looking' })
    call('invitations.peek', { token }).then(
      (invitation) => isHere && setLook({ state: 'good', invitation }),
      (error: unknown) => isHere && setLook({ state: 'bad', error }),
    )
    return () => {
      isHere = false
    }
  }, [token, tries])
  return [look, () => setTries((count) => count + 1)]
}
