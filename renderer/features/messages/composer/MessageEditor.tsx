// An own message being edited in its place.
import { EditorContent } from '@tiptap/react'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MessageView, maxBodyLength } from '../../../../contract/messages.ts'
import { failureText } from '../../../app/submit.ts'
import { editKey, writeDraft } from '../../../data/drafts.ts'
import { Button } from '../../../ui/Button.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { useChannel } from '../../channels/store.ts'
import { personName } from '../../people/store.ts'
import { EmojiButton } from '../emoji/EmojiButton.tsx'
import { editMessage } from '../store.ts'
import { ComposerFrame } from './ComposerFrame.tsx'
import { LengthNote, measure } from './LengthNote.tsx'
import { SuggestionList } from './SuggestionList.tsx'
import { toMarkdown } from './to-markdown.ts'
import { useComposerEditor } from './use-composer-editor.ts'
import { draftBody, useDraftBody } from './use-draft-body.ts'
import { useSuggestionSources } from './use-suggestion-sources.ts'

type MessageEditorProps = {
  message: MessageView
  onDone: () => void
  /** Saved with nothing left in it. */
  onEmpty: () => void
}

export function MessageEditor({ message, onDone, onEmpty }: MessageEditorProps) {
  const { t } = useTranslation('messages')
  const joined = useChannel(message.channelId)
  const [length, setLength] = useState(0)
  const key = editKey(message.id)
  const editorRef = useRef<ReturnType<typeof useComposerEditor>['editor'] | null>(null)
  const currentEditor = useCallback(() => editorRef.current, [])
  const draft = useDraftBody(key, message.channelId, currentEditor, personName)

  const giveUp = () => {
    draft.write('')
    onDone()
  }
  const save = async () => {
    const body = toMarkdown(editor.getJSON())
    if (body.length > maxBodyLength) return setLength(measure(body))
    if (body === message.body) return giveUp()
    if (body === '') {
      giveUp()
      return onEmpty()
    }
    // Kept until the server has it: see UnsavedEdit.
    draft.write(body)
    onDone()
    try {
      await editMessage(message, body)
      if (draftBody(key) === body) writeDraft(key, '', message.channelId)
    } catch (error) {
      showToast({ tone: 'danger', title: t('edit.failed'), body: failureText(t, error) })
    }
  }
  const [initialBody] = useState(() => draftBody(key) || message.body)
  const { editor, suggestions } = useComposerEditor({
    initialBody,
    label: t('edit.label'),
    placeholder: t('edit.placeholder'),
    autoFocus: true,
    nameOf: personName,
    sources: useSuggestionSources(joined),
    onChange: (changed) => {
      draft.changed(changed)
      setLength(changed.state.doc.content.size)
    },
    onSend: () => void save(),
    onEscape: () => {
      giveUp()
      return true
    },
  })
  editorRef.current = editor

  return (
    <div className="my-1">
      <ComposerFrame
        focus={() => editor.commands.focus('end')}
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
            <Button size="sm" variant="ghost" onPress={giveUp}>
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
