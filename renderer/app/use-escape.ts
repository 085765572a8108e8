// Escape closes a pane also while typing in it, unless the editor has a use for the key: to close its suggestions, or to
// give up an edit. An editor claims every Escape (ProseMirror does), so what it did is read from what became of it.
import { type KeyboardEvent, useRef } from 'react'

export function useEscape(close: () => void) {
  const wasSuggesting = useRef(false)
  return {
    onKeyDownCapture: (event: KeyboardEvent) => {
      if (event.key === 'Escape') wasSuggesting.current = editorOf(event)?.ariaExpanded === 'true'
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key !== 'Escape' || event.nativeEvent.isComposing || wasSuggesting.current) return
      // React hands on the keys of menus and dialogs that were opened from the pane but lie elsewhere.
      if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return
      const editor = editorOf(event)
      if (!editor) {
        if (event.isDefaultPrevented()) return
        event.preventDefault()
        return close()
      }
      // The editor of an edit is gone after the key; the one for replies stays.
      setTimeout(() => editor.isConnected && close())
    },
  }
}

function editorOf({ target }: KeyboardEvent): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[contenteditable="true"]') : null
}
