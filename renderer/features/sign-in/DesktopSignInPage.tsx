// Opened by the desktop app in the system's browser (/sign-in/desktop#challenge=…&state=…): lets it sign in as who is signed
// in here. Asked every time: a link alone must not let anything in.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '../../app/paths.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { useMe } from '../people/store.ts'
import { AuthPage } from './AuthPage.tsx'
import { dropFragment } from './fragment-token.ts'

type Asked = { challenge: string; state: string }

function readAsked(): Asked | null {
  const given = new URLSearchParams(window.location.hash.slice(1))
  const [challenge, state] = [given.get('challenge') ?? '', given.get('state') ?? '']
  const isProof = (text: string) => /^[\w-]{43}$/.test(text)
  return isProof(challenge) && isProof(state) ? { challenge, state } : null
}

/** Where the app takes it up again (electron/main/links/deep-link.ts). */
const linkOf = (code: string, state: string) =>
  `nucleus://${window.location.host}/signed-in#code=${code}&state=${state}`

export function DesktopSignInPage() {
  const { t } = useTranslation('sign-in')
  const [, navigate] = useLocation()
  const [asked] = useState(readAsked)
  const [link, setLink] = useState<string | null>(null)
  const me = useMe()
  const form = useSubmit('sessions.offerHandover', [])
  if (!asked) {
    return (
      <AuthPage title={t('desktop.invalidTitle')} lead={t('desktop.invalid')}>
        <Button onPress={() => navigate(paths.home)}>{t('toWorkspace')}</Button>
      </AuthPage>
    )
  }
  if (link) {
    return (
      <AuthPage title={t('desktop.doneTitle')} lead={t('desktop.done')}>
        <a href={link} className="text-accent-ink underline">
          {t('desktop.again')}
        </a>
      </AuthPage>
    )
  }
  const allow = async () => {
    const answer = await form.submit({ challenge: asked.challenge })
    if (!answer) return
    dropFragment()
    const leading = linkOf(answer.code, asked.state)
    setLink(leading)
    window.location.assign(leading)
  }
  return (
    <AuthPage title={t('desktop.title')} lead={t('desktop.lead', { name: me?.person.name ?? '' })}>
      {form.sentence && (
        <Banner tone="danger" className="mb-4">
          {form.sentence}
        </Banner>
      )}
      <div className="flex gap-2">
        <Button variant="primary" size="lg" autoFocus isPending={form.isRunning} onPress={allow}>
          {t('desktop.allow')}
        </Button>
        <Button size="lg" onPress={() => navigate(paths.home)}>
          {t('desktop.cancel')}
        </Button>
      </div>
    </AuthPage>
  )
}
