// The text of a scheduled message being changed in its place.
import { EditorContent } from '@tiptap/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxBodyLength } from '../../../contract/messages.ts'
import type { ScheduledView } from '../../../contract/scheduled.ts'
import { failureText } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { useChannel } from '../channels/store.ts'
import { ComposerFrame } from '../messages/composer/ComposerFrame.tsx'
import { LengthNote, measure } from '../messages/composer/LengthNote.tsx'
import { SuggestionList } from '../messages/composer/SuggestionList.tsx'
import { toMarkdown } from '../messages/composer/to-markdown.ts'
import { useComposerEditor } from '../messages/composer/use-composer-editor.ts'
import { useSuggestionSources } from '../messages/composer/use-suggestion-sources.ts'
import { EmojiButton } from '../messages/emoji/EmojiButton.tsx'
import { personName } from '../people/store.ts'
import { editScheduled } from './store.ts'

type ScheduledEditorProps = { scheduled: ScheduledView; isGone: boolean; onDone: () => void }

export function ScheduledEditor({ scheduled, isGone, onDone }: ScheduledEditorProps) {
  const { t } = useTranslation('scheduled')
  const joined = useChannel(scheduled.channelId)
  const [length, setLength] = useState(0)
  const [failure, setFailure] = useState<string | null>(null)
  const [isRunning, setRunning] = useState(false)

  const save = async () => {
    if (isGone) return
    const body = toMarkdown(editor.getJSON())
    setLength(measure(body))
    if ((body === '' && scheduled.files.length === 0) || body.length > maxBodyLength) return
    if (body === scheduled.body) return onDone()
    setRunning(true)
    try {
      await editScheduled({ scheduledId: scheduled.id, body })
      onDone()
    } catch (error) {
      setFailure(failureText(t, error))
      setRunning(false)
    }
  }
  const { editor, suggestions } = useComposerEditor({
    initialBody: scheduled.body,
    label: t('editLabel'),
    placeholder: '',
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
    <>
      {isGone && (
        <Banner tone="warn" className="mb-2">
          {t('gone')}
        </Banner>
      )}
      {failure && !isGone && (
        <Banner tone="danger" className="mb-2">
          {failure}
        </Banner>
      )}
      <ComposerFrame
        focus={() => editor.commands.focus('end')}
        above={<SuggestionList editor={editor} suggestions={suggestions} />}
        tools={
          <EmojiButton
            label={t('emoji')}
            onPick={(emoji) => editor.chain().focus().insertContent(emoji).run()}
          />
        }
        end={
          <>
            <LengthNote length={length} />
            <Button size="sm" variant="ghost" onPress={onDone}>
              {t(isGone ? 'close' : 'cancel')}
            </Button>
            {!isGone && (
              <Button size="sm" variant="primary" isPending={isRunning} onPress={save}>
                {t('save')}
              </Button>
            )}
          </>
        }
      >
        <EditorContent editor={editor} />
      </ComposerFrame>
    </>
  )
}
