// Settings: words that call the viewer wherever they are written in their channels.
import { X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { foldWords } from '../../../contract/lib/keywords.ts'
import { maxKeywordLength, maxKeywords } from '../../../contract/notifications.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useRules } from './rules.ts'
import { useSetRules } from './use-set-rules.ts'

export function KeywordsSection() {
  const { t } = useTranslation('notifications')
  const { keywords } = useRules()
  const setRules = useSetRules()
  const [text, setText] = useState('')
  const [error, setError] = useState<string | null>(null)

  const add = async (event: FormEvent) => {
    event.preventDefault()
    const written = text.split(/[,;\n]/u).map((word) => word.replace(/\s+/gu, ' ').trim())
    const known = new Set(keywords.map(foldWords))
    const wanted = written.filter((word) => word !== '' && !known.has(foldWords(word)))
    if (wanted.some((word) => !/[\p{L}\p{N}]/u.test(word))) return setError(t('keywords.noLetter'))
    if (wanted.some((word) => word.length > maxKeywordLength)) return setError(t('keywords.tooLong'))
    if (keywords.length + wanted.length > maxKeywords)
      return setError(t('keywords.tooMany', { most: maxKeywords }))
    setError(null)
    if (wanted.length === 0 || (await setRules({ keywords: [...keywords, ...wanted] }))) setText('')
  }
  return (
    <Section title={t('keywords.title')} description={t('keywords.lead')}>
      <form onSubmit={add} className="flex max-w-[34rem] items-start gap-2" noValidate>
        <TextField
          className="flex-1"
          label={t('keywords.field')}
          hideLabel
          placeholder={t('keywords.placeholder')}
          value={text}
          onChange={setText}
          error={error}
        />
        <Button type="submit" isDisabled={text.trim() === ''}>
          {t('keywords.add')}
        </Button>
      </form>
      {keywords.length > 0 && (
        <ul aria-label={t('keywords.title')} className="flex max-w-[36rem] flex-wrap gap-1.5">
          {keywords.map((keyword) => (
            <li
              key={keyword}
              className="flex h-7 max-w-full items-center gap-1 rounded-full bg-mention-tint pr-1 pl-2.5 text-sm text-mention-ink"
            >
              <bdi className="truncate">{keyword}</bdi>
              <AriaButton
                aria-label={t('keywords.remove', { keyword })}
                className="flex size-5 items-center justify-center rounded-full data-hovered:bg-hover"
                onPress={() => void setRules({ keywords: keywords.filter((other) => other !== keyword) })}
              >
                <X size={13} aria-hidden />
              </AriaButton>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
