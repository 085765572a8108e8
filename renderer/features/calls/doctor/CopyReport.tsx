// Puts the report on the clipboard; the own addresses only where the box is ticked.
import { Check, ClipboardCopy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { copyText } from '../../../ui/clipboard.ts'
import type { Diagnosis } from './diagnose.ts'
import { browserName, reportOf } from './report.ts'
import { doctorStore } from './store.ts'

export function CopyReport({ diagnosis }: { diagnosis: Diagnosis }) {
  const { t } = useTranslation('doctor')
  const [isCopied, setCopied] = useState<boolean | null>(null)
  const [hasOwnAddresses, setOwnAddresses] = useState(false)
  const copy = async () => {
    const { facts, begunAt } = doctorStore.getState()
    const browser = browserName(navigator.userAgent)
    const options = { begunAt: begunAt ?? '', browser, hasOwnAddresses }
    setCopied(await copyText(reportOf(t, facts, diagnosis, options)))
  }
  return (
    <>
      <Button icon={isCopied ? <Check size={15} /> : <ClipboardCopy size={15} />} onPress={copy}>
        {t(isCopied ? 'report.copied' : 'report.copy')}
      </Button>
      <Checkbox
        isSelected={hasOwnAddresses}
        onChange={(isSelected) => {
          setOwnAddresses(isSelected)
          setCopied(null)
        }}
        description={t('report.addressesHint')}
        className="mt-1.5 basis-full text-sm"
      >
        {t('report.addresses')}
      </Checkbox>
      {isCopied === false && <p className="basis-full text-sm text-danger-ink">{t('report.failed')}</p>}
    </>
  )
}
