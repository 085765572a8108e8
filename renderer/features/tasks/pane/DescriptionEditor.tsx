// Writing the description of a task. What is typed is a draft of this computer until it is saved.
import { EditorContent } from '@tiptap/react'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../../contract/boards.ts'
import type { MessageId } from '../../../../contract/ids.ts'
import { maxDescriptionLength, type TaskView } from '../../../../contract/tasks.ts'
import { editKey } from '../../../data/drafts.ts'
import { Button } from '../../../ui/Button.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { useChannel } from '../../channels/store.ts'
import { ComposerFrame } from '../../messages/composer/ComposerFrame.tsx'
import { SuggestionList } from '../../messages/composer/SuggestionList.tsx'
import { toMarkdown } from '../../messages/composer/to-markdown.ts'
import { useComposerEditor } from '../../messages/composer/use-composer-editor.ts'
import { draftBody, useDraftBody } from '../../messages/composer/use-draft-body.ts'
import { useSuggestionSources } from '../../messages/composer/use-suggestion-sources.ts'
import { personName } from '../../people/store.ts'
import { updateTask } from '../actions.ts'

type DescriptionEditorProps = { board: BoardView; task: TaskView; description: string; onDone: () => void }

export function DescriptionEditor({ board, task, description, onDone }: DescriptionEditorProps) {
  const { t } = useTranslation('board')
  const joined = useChannel(board.channelId)
  const key = editKey(task.id as string as MessageId)
  const [seenRevision] = useState(task.revision)
  const [initialBody] = useState(() => draftBody(key) || description)
  const editorRef = useRef<ReturnType<typeof useComposerEditor>['editor'] | null>(null)
  const currentEditor = useCallback(() => editorRef.current, [])
  const draft = useDraftBody(key, board.channelId, currentEditor, personName)
  const leave = () => {
    draft.write('')
    onDone()
  }
  const save = () => {
    const body = toMarkdown(editor.getJSON())
    if (body.length > maxDescriptionLength)
      return void showToast({ tone: 'danger', title: t('pane.tooLong', { most: maxDescriptionLength }) })
    if (body !== description) updateTask(board, task, { description: body }, seenRevision)
    leave()
  }
  const { editor, suggestions } = useComposerEditor({
    initialBody,
    label: t('pane.description'),
    placeholder: t('pane.descriptionPlaceholder'),
    autoFocus: true,
    nameOf: personName,
    sources: useSuggestionSources(joined),
    onChange: draft.changed,
    onSend: save,
    onEscape: () => {
      leave()
      return true
    },
  })
  editorRef.current = editor
  return (
    <ComposerFrame
      focus={() => editor.commands.focus('end')}
      above={<SuggestionList editor={editor} suggestions={suggestions} />}
      tools={null}
      end={
        <>
          <Button size="sm" variant="ghost" onPress={leave}>
            {t('cancel')}
          </Button>
          <Button size="sm" variant="primary" onPress={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      <EditorContent editor={editor} />
    </ComposerFrame>
  )
}
