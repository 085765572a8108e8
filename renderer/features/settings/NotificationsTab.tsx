// Whether this browser may show notifications, and what is worth one.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bridge } from '../../desktop/bridge.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { ringStore, setRingSound } from '../calls/ringing/store.ts'
import { ChannelRulesSection } from '../notifications/ChannelRulesSection.tsx'
import { DigestSection } from '../notifications/DigestSection.tsx'
import { KeywordsSection } from '../notifications/KeywordsSection.tsx'
import { QuietTimesSection } from '../notifications/QuietTimesSection.tsx'
import { RulesSection } from '../notifications/RulesSection.tsx'

type Permission = NotificationPermission | 'unsupported' | 'insecure'

function permission(): Permission {
  if (!window.isSecureContext) return 'insecure'
  return typeof Notification === 'undefined' ? 'unsupported' : Notification.permission
}

const tones = {
  granted: 'good',
  denied: 'warn',
  default: 'neutral',
  unsupported: 'neutral',
  insecure: 'warn',
} as const

export function NotificationsTab() {
  const { t } = useTranslation('settings')
  const [state, setState] = useState(permission)
  const ask = async () => {
    await Notification.requestPermission()
    setState(permission())
  }
  const show = () =>
    bridge.notify({
      title: t('notifications.trialTitle'),
      body: t('notifications.trialBody'),
      tag: 'trial',
      icon: '/favicon.svg',
      onClick: () => undefined,
    })
  return (
    <>
      <Section title={t('notifications.title')} description={t('notifications.lead')}>
        <Banner
          tone={tones[state]}
          className="max-w-[36rem]"
          action={
            state === 'default' ? (
              <Button size="sm" variant="primary" onPress={ask}>
                {t('notifications.turnOn')}
              </Button>
            ) : (
              state === 'granted' && (
                <Button size="sm" variant="ghost" className="text-good-ink" onPress={show}>
                  {t('notifications.try')}
                </Button>
              )
            )
          }
        >
          {t(`notifications.${state}`)}
        </Banner>
      </Section>
      <RulesSection />
      <KeywordsSection />
      <QuietTimesSection />
      <ChannelRulesSection />
      <DigestSection />
      <RingSection />
    </>
  )
}

function RingSection() {
  const { t } = useTranslation('settings')
  const isSoundOn = ringStore((state) => state.isSoundOn)
  return (
    <Section title={t('calls.title')} description={t('calls.lead')}>
      <Switch
        className="max-w-[36rem]"
        isSelected={isSoundOn}
        onChange={setRingSound}
        description={t('calls.soundHint')}
      >
        {t('calls.sound')}
      </Switch>
    </Section>
  )
}
