// A code block: highlighted once the highlighter has loaded, with a copy button.
import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../../ui/clipboard.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import './code.css'

/** Longer code is shown plain: colouring it would hold up the window. */
const longestHighlighted = 8_000
const copiedMs = 1500

export function CodeBlock({ text, language }: { text: string; language: string }) {
  const { t } = useTranslation('messages')
  const name = language.trim().split(/\s/)[0]?.toLowerCase() ?? ''
  const coloured = useHighlighted(text, name)
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => {
    const isDone = await copyText(text)
    setIsCopied(isDone)
    if (isDone) setTimeout(() => setIsCopied(false), copiedMs)
    else showToast({ tone: 'danger', title: t('copyFailed') })
  }
  return (
    <div className="group/code relative my-1.5 max-w-full rounded-md border border-line bg-sunken">
      <span className="sr-only">{name ? t('code.labelled', { language: name }) : t('code.label')}</span>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: wide code must be scrollable by keyboard
        tabIndex={0}
        dir="ltr"
        className="code-block max-h-112 overflow-auto px-3 py-2 font-mono text-sm [overflow-wrap:normal]"
      >
        <code>{coloured ?? text}</code>
      </pre>
      <div className="absolute end-1 top-1 opacity-0 group-focus-within/code:opacity-100 group-hover/code:opacity-100">
        <IconButton
          size="xs"
          variant="outline"
          label={isCopied ? t('code.copied') : t('code.copy')}
          icon={isCopied ? <Check size={14} /> : <Copy size={14} />}
          onPress={copy}
        />
      </div>
    </div>
  )
}

function useHighlighted(text: string, language: string): ReactNode {
  const [coloured, setColoured] = useState<{ text: string; nodes: ReactNode }>()
  useEffect(() => {
    if (language === '' || text.length > longestHighlighted) return
    let isCurrent = true
    import('./highlight.tsx').then(
      ({ highlight }) => {
        const nodes = highlight(text, language)
        if (isCurrent && nodes) setColoured({ text, nodes })
      },
      // No highlighter, no colours: the code is readable without.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [text, language])
  return coloured?.text === text ? coloured.nodes : null
}
