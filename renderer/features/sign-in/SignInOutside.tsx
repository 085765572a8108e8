// In the desktop app: sign in with the system's browser, where one may be signed in already.
import { ExternalLink } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/submit.ts'
import { signedIn } from '../../data/session.ts'
import { bridge } from '../../desktop/bridge.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'

export function SignInOutside() {
  const { t } = useTranslation('sign-in')
  const [isBegun, setBegun] = useState(false)
  const { submit, sentence } = useSubmit('sessions.takeHandover', [])
  useEffect(
    () =>
      bridge.hear('signIn.came', async ({ code, verifier }) => {
        setBegun(false)
        if (await submit({ code, verifier })) await signedIn()
      }),
    [submit],
  )
  const begin = () => {
    setBegun(true)
    bridge.signInOutside()
  }
  return (
    <div className="mt-4 flex flex-col gap-3">
      <Button size="lg" icon={<ExternalLink size={16} />} onPress={begin}>
        {t('outside.begin')}
      </Button>
      {isBegun && <Banner>{t('outside.begun')}</Banner>}
      {sentence && <Banner tone="danger">{sentence}</Banner>}
    </div>
  )
}
