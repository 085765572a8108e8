// A key of the composer makes a task of what is typed, and leaves a link to it there, to be sent or gone on with.
import type { KeyboardEvent } from 'react'
import { matchesKeys } from '../../../app/keyboard.ts'
import { absolute, paths } from '../../../app/paths.ts'
import { openDialog } from '../../channels/dialogs.ts'
import { personName } from '../../people/store.ts'
import { taskKeys } from '../task-keys.ts'
import { fromMarkdown } from './from-markdown.ts'
import { toMarkdown } from './to-markdown.ts'
import type { useComposerEditor } from './use-composer-editor.ts'

type Editor = ReturnType<typeof useComposerEditor>['editor']

export function onTaskKey(event: KeyboardEvent, editor: Editor): void {
  if (event.nativeEvent.isComposing || !matchesKeys(event.nativeEvent, taskKeys)) return
  event.preventDefault()
  event.stopPropagation()
  openDialog({
    kind: 'task',
    message: null,
    text: toMarkdown(editor.getJSON()),
    onMade: (boardId, taskId) => {
      if (editor.isDestroyed) return
      const link = fromMarkdown(absolute(paths.task(boardId, taskId)), personName)
      editor.chain().setContent(link, { emitUpdate: true }).focus('end').run()
    },
  })
}
