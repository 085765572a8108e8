// The paperclip of a composer: opens the system's own window to pick files.
import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton.tsx'

export const attachKeys = 'Mod+U'

export function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation('files')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton
        size="xs"
        label={t('composer.attach')}
        icon={<Paperclip size={16} />}
        shortcut={attachKeys}
        data-attach
        onPress={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-attach-input
        aria-label={t('composer.attach')}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // The same file may be picked twice in a row.
          event.target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </>
  )
}

/** Presses the paperclip of the composer one is in, else of the conversation in the main pane. */
export function pressAttach(): void {
  const here = document.activeElement?.closest('[data-composer]')
  const composer = here ?? document.querySelector('main [data-composer]')
  composer?.querySelector<HTMLInputElement>('[data-attach-input]')?.click()
}
