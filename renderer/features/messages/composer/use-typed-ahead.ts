// Takes over what was typed before the editor was there: the words, the caret and the focus.
import type { Editor } from '@tiptap/react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { DraftKey } from '../../../data/database.ts'
import { linesDoc } from './from-markdown.ts'
import { closePlace, type TypedAhead } from './typed-ahead.ts'

export function useTypedAhead(key: DraftKey, typed: TypedAhead | null, editor: Editor): void {
  const isTaken = useRef(false)
  // Before anything is painted or another key comes.
  useLayoutEffect(() => {
    if (!typed || isTaken.current) return
    isTaken.current = true
    closePlace(key)
    takeOver(editor, typed)
  }, [key, editor, typed])
  const isPressed = useRef(false)
  // What stands around the editor listens from its own effects, which come before this one.
  useEffect(() => {
    if (!typed?.pressed || isPressed.current) return
    isPressed.current = true
    editor.view.dom.dispatchEvent(new KeyboardEvent('keydown', typed.pressed))
  }, [editor, typed])
}

function takeOver(editor: Editor, { text, caret, hasFocus }: TypedAhead): void {
  if (text !== '') {
    const { content = [] } = linesDoc(text)
    // Behind a draft that was there already.
    const wasEmpty = editor.isEmpty
    if (wasEmpty) editor.commands.setContent({ type: 'doc', content })
    else editor.commands.insertContentAt(editor.state.doc.content.size, content)
    // A line break and the end of a paragraph are as long here as they were there.
    editor.commands.setTextSelection(wasEmpty ? caret + 1 : editor.state.doc.content.size)
  }
  // At once: tiptap's own command waits for a frame, and a key that is pressed before would be nobody's.
  if (hasFocus) editor.view.focus()
}
