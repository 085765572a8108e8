// The composer's own keys: Enter sends, Shift+Enter makes a line, ↑ edits the last message, Escape gives up.
import { type Editor, Extension } from '@tiptap/react'

export type SendKeysOptions = {
  isSuggesting: () => boolean
  onSend: () => void
  /** Answers whether there was something to edit. */
  onEditLast: () => boolean
  /** Answers whether Escape meant something here. */
  onEscape: () => boolean
}

const fence = /^```([\w+#.-]*)$/

export const SendKeys = Extension.create<SendKeysOptions>({
  name: 'sendKeys',
  // Before StarterKit's Enter. An open suggestion list comes first all the same, see isSuggesting.
  priority: 1000,

  addOptions: () => ({
    isSuggesting: () => false,
    onSend: () => undefined,
    onEditLast: () => false,
    onEscape: () => false,
  }),

  addKeyboardShortcuts() {
    const { isSuggesting, onSend, onEditLast, onEscape } = this.options
    const send = () => {
      onSend()
      return true
    }
    return {
      Enter: ({ editor }) => {
        if (isSuggesting() || editor.view.composing) return false
        if (editor.isActive('codeBlock')) return false
        return openFence(editor) || send()
      },
      'Mod-Enter': send,
      'Shift-Enter': ({ editor }) => newLine(editor),
      ArrowUp: ({ editor }) => !isSuggesting() && editor.isEmpty && onEditLast(),
      Escape: () => !isSuggesting() && onEscape(),
    }
  },
})

/** The text of the line the cursor ends, from the last break on. */
function lineBeforeCursor(editor: Editor): string {
  const { $from, empty } = editor.state.selection
  if (!empty || $from.parentOffset !== $from.parent.content.size) return ''
  return $from.parent.textBetween(0, $from.parentOffset, '\n', '\n').split('\n').at(-1) ?? ''
}

/** "```ts" and Enter open a code block instead of sending three backticks. */
function openFence(editor: Editor): boolean {
  const line = lineBeforeCursor(editor)
  const match = fence.exec(line)
  const { $from } = editor.state.selection
  if (!match || $from.parent.type.name !== 'paragraph') return false
  const start = $from.pos - line.length
  const isFirstLine = line.length === $from.parentOffset
  const language = match[1] || null
  const chain = editor.chain().deleteRange({ from: isFirstLine ? start : start - 1, to: $from.pos })
  return (isFirstLine ? chain : chain.splitBlock()).setCodeBlock(language ? { language } : undefined).run()
}

function newLine(editor: Editor): boolean {
  if (editor.isActive('codeBlock')) return editor.commands.newlineInCode()
  if (editor.isActive('listItem')) return splitListItem(editor)
  if (openFence(editor)) return true
  const { $from, empty } = editor.state.selection
  // A second line break in a row starts a new paragraph, as it does in Markdown; only there do "- " and "> " begin something.
  if (empty && $from.nodeBefore?.type.name === 'hardBreak') {
    return editor
      .chain()
      .deleteRange({ from: $from.pos - 1, to: $from.pos })
      .splitBlock()
      .run()
  }
  if (editor.isActive('blockquote') && $from.parent.content.size === 0)
    return editor.commands.lift('blockquote')
  return editor.commands.setHardBreak()
}

function splitListItem(editor: Editor): boolean {
  return editor.commands.splitListItem('listItem') || editor.commands.liftListItem('listItem')
}
