// What may leave the house in e-mails about what waits for people.
import { useTranslation } from 'react-i18next'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { Section } from '../../ui/Section.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { useWorkspace } from '../people/store.ts'

export function MailSection() {
  const { t } = useTranslation('admin')
  const workspace = useWorkspace()
  if (!workspace) return null
  const set = (isAllowed: boolean) =>
    call('workspace.setMailExcerpts', { isAllowed }).catch((error: unknown) =>
      showToast({ tone: 'danger', title: failureText(t, error) }),
    )
  return (
    <Section title={t('mail.title')} description={t('mail.lead')}>
      <Switch
        className="max-w-[36rem]"
        isSelected={workspace.mailExcerpts}
        onChange={(isAllowed) => void set(isAllowed)}
        description={t('mail.excerptsHint')}
      >
        {t('mail.excerpts')}
      </Switch>
    </Section>
  )
}
