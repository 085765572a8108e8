// The TipTap editor of a composer, made once per composer and destroyed with it.
import { type Editor, useEditor } from '@tiptap/react'
import { useRef, useState } from 'react'
import { carriesFiles, pastedFiles } from '../../files/composer/clipboard-files.ts'
import { composerExtensions } from './extensions.ts'
import { fromMarkdown, type NameOf } from './from-markdown.ts'
import { pasteParser } from './paste.ts'
import { type SuggestionSources, SuggestionState } from './suggestions.ts'
import './composer.css'

export type ComposerEditorOptions = {
  initialBody: string
  /** For screen readers. */
  label: string
  placeholder: string
  isEditable?: boolean
  autoFocus?: boolean
  nameOf: NameOf
  sources: SuggestionSources
  onChange: (editor: Editor) => void
  onSend: () => void
  /** Pasted; without it files are no use here. */
  onFiles?: (files: File[]) => void
  onEditLast?: () => boolean
  onEscape?: () => boolean
}

export function useComposerEditor(options: ComposerEditorOptions): {
  editor: Editor
  suggestions: SuggestionState
} {
  // The editor is made once; what it calls must be the newest all the same.
  const latest = useRef(options)
  latest.current = options
  const [suggestions] = useState(() => new SuggestionState())
  const editor = useEditor({
    immediatelyRender: true,
    shouldRerenderOnTransaction: false,
    editable: options.isEditable ?? true,
    autofocus: options.autoFocus ? 'end' : false,
    content: fromMarkdown(options.initialBody, options.nameOf),
    extensions: composerExtensions({
      placeholder: () => latest.current.placeholder,
      suggestions,
      sources: {
        mentions: (query) => latest.current.sources.mentions(query),
        channels: (query) => latest.current.sources.channels(query),
        emoji: (query) => latest.current.sources.emoji(query),
      },
      keys: {
        isSuggesting: () => suggestions.get() !== null,
        onSend: () => latest.current.onSend(),
        onEditLast: () => latest.current.onEditLast?.() ?? false,
        onEscape: () => latest.current.onEscape?.() ?? false,
      },
    }),
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': options.label,
        class: 'composer-text',
        dir: 'auto',
      },
      handleDOMEvents: {
        // ProseMirror takes every Escape for its own, with a use for it or without: then nobody else could hear it.
        keydown: (_view, event) =>
          event.key === 'Escape' &&
          !event.isComposing &&
          suggestions.get() === null &&
          (event.shiftKey || !latest.current.onEscape),
      },
      handlePaste: (_view, event) => {
        const files = event.clipboardData ? pastedFiles(event.clipboardData, new Date()) : []
        if (files.length === 0 || !latest.current.onFiles) return false
        latest.current.onFiles(files)
        return true
      },
      // The conversation around the editor takes them.
      handleDrop: (_view, event) => carriesFiles(event.dataTransfer),
      clipboardTextParser: pasteParser((id) => latest.current.nameOf(id)),
    },
    onUpdate: ({ editor: changed }) => latest.current.onChange(changed),
  })
  return { editor, suggestions }
}
