// The address of a link: sets it on what is selected, or inserts it.
import type { Editor } from '@tiptap/react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { safeHref } from '../markdown/links.ts'

export function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const { t } = useTranslation('messages')
  const current = (editor.getAttributes('link').href as string | undefined) ?? ''
  const [address, setAddress] = useState(current)
  const [isWrong, setIsWrong] = useState(false)

  const save = (event: FormEvent) => {
    event.preventDefault()
    const typed = address.trim()
    const href = safeHref(typed) ?? safeHref(`https://${typed}`)
    if (!href) return setIsWrong(true)
    const chain = editor.chain().focus()
    if (editor.state.selection.empty && !current) {
      chain.insertContent({ type: 'text', text: typed, marks: [{ type: 'link', attrs: { href } }] }).run()
    } else chain.extendMarkRange('link').setLink({ href }).run()
    onDone()
  }
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run()
    onDone()
  }

  return (
    <form onSubmit={save} className="flex w-80 items-end gap-2 p-3">
      <TextField
        autoFocus
        label={t('composer.linkAddress')}
        placeholder="https://"
        value={address}
        onChange={(value) => {
          setAddress(value)
          setIsWrong(false)
        }}
        error={isWrong ? t('composer.linkWrong') : null}
        className="flex-1"
      />
      {current && (
        <Button variant="ghost" onPress={remove}>
          {t('composer.linkRemove')}
        </Button>
      )}
      <Button type="submit" variant="primary">
        {t('composer.linkSave')}
      </Button>
    </form>
  )
}
