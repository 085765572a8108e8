// A text to take away, such as a link, with a button that copies it.
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { classes } from './classes.ts'
import { copyText } from './clipboard.ts'

export type CopyFieldProps = { label: string; value: string; className?: string }

export function CopyField({ label, value, className }: CopyFieldProps) {
  const { t } = useTranslation('ui')
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    setCopied(await copyText(value))
  }
  return (
    <div
      className={classes(
        'flex items-center gap-2 rounded-md border border-line bg-sunken py-1 pr-1 pl-3',
        className,
      )}
    >
      <input
        aria-label={label}
        readOnly
        value={value}
        onFocus={(event) => event.target.select()}
        className="min-w-0 flex-1 truncate bg-transparent font-mono text-sm outline-none"
      />
      <Button
        size="sm"
        variant="primary"
        onPress={copy}
        icon={isCopied ? <Check size={14} /> : <Copy size={14} />}
      >
        {isCopied ? t('copied') : t('copy')}
      </Button>
    </div>
  )
}
