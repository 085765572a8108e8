// Buttons for what Markdown can say; each shows whether it is on at the cursor.
import { type Editor, useEditorState } from '@tiptap/react'
import {
  Bold,
  Code,
  Italic,
  Link,
  List,
  ListOrdered,
  type LucideIcon,
  SquareCode,
  Strikethrough,
  TextQuote,
} from 'lucide-react'
import { Toolbar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import { LinkForm } from './LinkForm.tsx'

type Format = {
  name: string
  icon: LucideIcon
  keys: string
  run: (editor: Editor) => void
  startsGroup?: boolean
}

const formats: Format[] = [
  { name: 'bold', icon: Bold, keys: 'Mod+B', run: (editor) => editor.chain().focus().toggleBold().run() },
  {
    name: 'italic',
    icon: Italic,
    keys: 'Mod+I',
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    name: 'strike',
    icon: Strikethrough,
    keys: 'Mod+Shift+S',
    run: (editor) => editor.chain().focus().toggleStrike().run(),
  },
  {
    name: 'code',
    icon: Code,
    keys: 'Mod+E',
    run: (editor) => editor.chain().focus().toggleCode().run(),
    startsGroup: true,
  },
  {
    name: 'codeBlock',
    icon: SquareCode,
    keys: 'Mod+Alt+C',
    run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
  },
  {
    name: 'blockquote',
    icon: TextQuote,
    keys: 'Mod+Shift+B',
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  {
    name: 'bulletList',
    icon: List,
    keys: 'Mod+Shift+8',
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
    startsGroup: true,
  },
  {
    name: 'orderedList',
    icon: ListOrdered,
    keys: 'Mod+Shift+7',
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
]

export function FormattingBar({ editor }: { editor: Editor }) {
  const { t } = useTranslation('messages')
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      [...formats.map((format) => format.name), 'link'].filter((name) => now.isActive(name)).join(),
  })
  const isActive = (name: string) => active.split(',').includes(name)
  return (
    <Toolbar aria-label={t('composer.formatting')} className="flex items-center gap-0.5">
      {formats.map(({ name, icon: Icon, keys, run, startsGroup }) => (
        <span key={name} className={startsGroup ? 'ms-1 border-s border-line ps-1' : undefined}>
          <IconButton
            size="xs"
            label={t(`composer.${name}`)}
            icon={<Icon size={15} />}
            shortcut={keys}
            isActive={isActive(name)}
            onPress={() => run(editor)}
          />
        </span>
      ))}
      <Popover
        label={t('composer.link')}
        placement="top start"
        trigger={
          <IconButton
            size="xs"
            label={t('composer.link')}
            icon={<Link size={15} />}
            isActive={isActive('link')}
          />
        }
      >
        {(close) => <LinkForm editor={editor} onDone={close} />}
      </Popover>
    </Toolbar>
  )
}
