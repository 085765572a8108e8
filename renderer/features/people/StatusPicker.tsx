// Sets the own status: an emoji, a few words, and when it ends.
import { type FormEvent, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../../contract/people.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { EmojiGrid } from './EmojiGrid.tsx'
import { shortMoment } from './local-time.ts'
import { type ClearAfter, clearChoices, clearMoment, type Preset, presets } from './status-choices.ts'
import { useMe } from './store.ts'

export type StatusPickerProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

export function StatusPicker({ isOpen, onOpenChange }: StatusPickerProps) {
  const { t } = useTranslation('people')
  const me = useMe()
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={t('status.title')}>
      {me && <StatusForm autoFocus current={me.person.status} onDone={() => onOpenChange(false)} />}
    </Dialog>
  )
}

type Ends = ClearAfter | 'keep'

export type StatusFormProps = { current: PersonView['status']; onDone?: () => void; autoFocus?: boolean }

export function StatusForm({ current, onDone, autoFocus }: StatusFormProps) {
  const { t, i18n } = useTranslation('people')
  const [emoji, setEmoji] = useState(current?.emoji ?? '💬')
  const [text, setText] = useState(current?.text ?? '')
  const [ends, setEnds] = useState<Ends>(current?.expiresAt ? 'keep' : current ? 'never' : 'today')
  const form = useSubmit('people.setStatus')

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const expiresAt = ends === 'keep' ? (current?.expiresAt ?? null) : clearMoment(ends, new Date())
    if (await form.submit({ status: { emoji, text, expiresAt } })) onDone?.()
  }
  const clear = async () => {
    if (!(await form.submit({ status: null }))) return
    setText('')
    onDone?.()
  }
  const take = (preset: Preset) => {
    setEmoji(preset.emoji)
    setText(t(`status.presets.${preset.id}`))
    setEnds(preset.clear)
  }
  const kept = current?.expiresAt && t('status.keep', { when: shortMoment(current.expiresAt, i18n.language) })
  const choices = clearChoices.map((id) => ({ id: id as Ends, label: t(`status.${id}`) }))

  return (
    <form onSubmit={save} className="flex flex-col gap-4">
      {form.sentence && <Banner tone="danger">{form.sentence}</Banner>}
      <div className="flex items-end gap-2">
        <EmojiGrid value={emoji} onChange={setEmoji} />
        <TextField
          label={t('status.text')}
          value={text}
          onChange={setText}
          maxLength={100}
          autoFocus={autoFocus}
          className="flex-1"
        />
      </div>
      <Suggestions onTake={take} />
      <Select
        label={t('status.clearAfter')}
        options={kept ? [{ id: 'keep', label: kept }, ...choices] : choices}
        value={ends}
        onChange={setEnds}
      />
      <div className="flex justify-end gap-2">
        {current && (
          <Button variant="ghost" onPress={clear} isDisabled={form.isRunning}>
            {t('status.clear')}
          </Button>
        )}
        <Button type="submit" variant="primary" isPending={form.isRunning} isDisabled={form.isWaiting}>
          {t('status.save')}
        </Button>
      </div>
    </form>
  )
}

function Suggestions({ onTake }: { onTake: (preset: Preset) => void }) {
  const { t } = useTranslation('people')
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t('status.suggestions')}</legend>
      <div className="flex flex-wrap gap-1.5">
        {presets.map((preset) => (
          <AriaButton
            key={preset.id}
            onPress={() => onTake(preset)}
            className="flex h-7 items-center gap-1.5 rounded-full border border-line pr-3 pl-2 text-sm transition-colors data-hovered:border-line-strong data-hovered:bg-hover"
          >
            <span aria-hidden>{preset.emoji}</span>
            {t(`status.presets.${preset.id}`)}
          </AriaButton>
        ))}
      </div>
    </fieldset>
  )
}
