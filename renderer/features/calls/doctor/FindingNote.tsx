// One finding: what is wrong, what to do, and the rule for IT to copy.
import { Check, ChevronRight, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, Disclosure, DisclosurePanel } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { classes } from '../../../ui/classes.ts'
import { copyText } from '../../../ui/clipboard.ts'
import type { Finding } from './finding.ts'
import { ruleText } from './firewall-rules.ts'

const edges = {
  bad: 'border-danger bg-danger-tint/60',
  warn: 'border-away bg-warn-tint/60',
}

export function FindingNote({ finding }: { finding: Finding }) {
  const { t } = useTranslation('doctor')
  const { verdict, code, values, rules } = finding
  const title = t(`finding.${code}.title`, values ?? {})
  const advice = t(`finding.${code}.advice`, values ?? {})
  if (verdict === 'note')
    return (
      <p data-finding={code} className="text-sm text-pretty text-ink-soft">
        {title}. {advice}
      </p>
    )
  return (
    <div data-finding={code} className={classes('rounded-r-md border-l-2 px-3 py-2 text-sm', edges[verdict])}>
      <p className="font-semibold break-words">{title}</p>
      <p className="mt-0.5 text-pretty break-words text-ink-soft">{advice}</p>
      {rules && rules.length > 0 && <RuleBox text={ruleText(rules)} />}
    </div>
  )
}

function RuleBox({ text }: { text: string }) {
  const { t } = useTranslation('doctor')
  const [isCopied, setCopied] = useState(false)
  const copy = async () => setCopied(await copyText(text))
  return (
    <Disclosure className="group mt-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Button
          size="sm"
          icon={isCopied ? <Check size={14} /> : <Copy size={14} />}
          onPress={copy}
          className="bg-raised"
        >
          {t(isCopied ? 'rule.copied' : 'rule.copy')}
        </Button>
        <AriaButton
          slot="trigger"
          className="flex h-7 items-center gap-1 rounded-sm px-1 text-sm font-medium text-ink-soft data-hovered:text-ink"
        >
          <ChevronRight
            size={14}
            aria-hidden
            className="transition-transform group-data-expanded:rotate-90"
          />
          {t('rule.show')}
        </AriaButton>
      </div>
      <DisclosurePanel>
        <pre className="mt-2 overflow-x-auto rounded-md border border-line bg-raised p-3 font-mono text-xs leading-5">
          {text}
        </pre>
      </DisclosurePanel>
    </Disclosure>
  )
}
