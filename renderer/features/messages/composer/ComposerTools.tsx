// What a composer offers below its text: files, formatting, emoji.
import type { Editor } from '@tiptap/react'
import { ALargeSmall } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton.tsx'
import { AttachButton } from '../../files/composer/AttachButton.tsx'
import { EmojiButton } from '../emoji/EmojiButton.tsx'
import { FormattingBar } from './FormattingBar.tsx'
import { useFormattingShown } from './use-formatting-shown.ts'

type ComposerToolsProps = { editor: Editor; onFiles: (files: File[]) => void }

export function ComposerTools({ editor, onFiles }: ComposerToolsProps) {
  const { t } = useTranslation('messages')
  const [isFormattingShown, toggleFormatting] = useFormattingShown()
  return (
    <>
      <AttachButton
        onFiles={(files) => {
          onFiles(files)
          editor.commands.focus()
        }}
      />
      <IconButton
        size="xs"
        label={t(isFormattingShown ? 'composer.hideFormatting' : 'composer.showFormatting')}
        icon={<ALargeSmall size={16} />}
        isActive={isFormattingShown}
        onPress={toggleFormatting}
      />
      <EmojiButton
        label={t('composer.emoji')}
        onPick={(emoji) => editor.chain().focus().insertContent(emoji).run()}
      />
      {isFormattingShown && <FormattingBar editor={editor} />}
    </>
  )
}
