// Settings: what calls the viewer, everywhere.
import { useTranslation } from 'react-i18next'
import { NotifyLevel } from '../../../contract/notifications.ts'
import { RadioCards } from '../../ui/RadioCards.tsx'
import { Section } from '../../ui/Section.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useRules } from './rules.ts'
import { useSetRules } from './use-set-rules.ts'

export function RulesSection() {
  const { t } = useTranslation('notifications')
  const rules = useRules()
  const setRules = useSetRules()
  return (
    <Section title={t('rules.title')} description={t('rules.lead')}>
      <RadioCards
        className="max-w-[36rem]"
        label={t('rules.level')}
        hideLabel
        value={rules.level}
        onChange={(level) => void setRules({ level })}
        options={NotifyLevel.options.map((id) => ({
          id,
          label: t(`level.${id}`),
          description: t(`levelHint.${id}`),
        }))}
      />
      <Switch
        className="max-w-[36rem]"
        isSelected={rules.isToldOfReplies}
        isDisabled={rules.level === 'nothing'}
        onChange={(isToldOfReplies) => void setRules({ isToldOfReplies })}
        description={t('rules.repliesHint')}
      >
        {t('rules.replies')}
      </Switch>
    </Section>
  )
}
