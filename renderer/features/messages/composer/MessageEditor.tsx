// An own message being edited in its place.
import { EditorContent } from '@tiptap/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MessageView, maxBodyLength } from '../../../../contract/messages.ts'
import { Button } from '../../../ui/Button.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { useChannel } from '../../channels/store.ts'
import { personName } from '../../people/store.ts'
import { EmojiButton } from '../emoji/EmojiButton.tsx'
import { editMessage } from '../store.ts'
import { ComposerFrame } from './ComposerFrame.tsx'
import { LengthNote } from './LengthNote.tsx'
import { SuggestionList } from './SuggestionList.tsx'
import { toMarkdown } from './to-markdown.ts'
import { useComposerEditor } from './use-composer-editor.ts'
import { useSuggestionSources } from './use-suggestion-sources.ts'

export function MessageEditor({ message, onDone }: { message: MessageView; onDone: () => void }) {
  const { t } = useTranslation('messages')
  const joined = useChannel(message.channelId)
  const [length, setLength] = useState(0)

  const save = async () => {
    const body = toMarkdown(editor.getJSON())
    if (body === '' || body.length > maxBodyLength) return setLength(body.length)
    onDone()
    if (body === message.body) return
    try {
      await editMessage(message, body)
    } catch (error) {
      showToast({
        tone: 'danger',
        title: t('edit.failed'),
        body: error instanceof Error ? error.message : undefined,
      })
    }
  }
  const { editor, suggestions } = useComposerEditor({
    initialBody: message.body,
    label: t('edit.label'),
    placeholder: t('edit.placeholder'),
    autoFocus: true,
    nameOf: personName,
    sources: useSuggestionSources(joined),
    onChange: (changed) => setLength(changed.state.doc.content.size),
    onSend: () => void save(),
    onEscape: () => {
      onDone()
      return true
    },
  })

  return (
    <div className="my-1">
      <ComposerFrame
        editor={editor}
        above={<SuggestionList editor={editor} suggestions={suggestions} />}
        tools={
          <EmojiButton
            label={t('composer.emoji')}
            onPick={(emoji) => editor.chain().focus().insertContent(emoji).run()}
          />
        }
        end={
          <>
            <LengthNote length={length} />
            <Button size="sm" variant="ghost" onPress={onDone}>
              {t('edit.cancel')}
            </Button>
            <Button size="sm" variant="primary" onPress={save}>
              {t('edit.save')}
            </Button>
          </>
        }
      >
        <EditorContent editor={editor} />
      </ComposerFrame>
    </div>
  )
}
