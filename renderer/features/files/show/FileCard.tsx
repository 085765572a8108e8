// A file as a card: its sign, its name, its size, and what can be done with it. Everything that has no picture of its own.
import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FileView } from '../../../../contract/files.ts'
import { classes } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { FileIcon } from '../FileIcon.tsx'
import { FileMenuButton } from '../FileMenu.tsx'
import { canDelete, download, isThere } from '../file-actions.ts'
import { sizeText } from '../sizes.ts'

type FileCardProps = {
  file: FileView
  /** What a press on the name does; a download without it. */
  onOpen?: () => void
  /** In place of the size. */
  note?: ReactNode
  hasJump?: boolean
  isWide?: boolean
  children?: ReactNode
}

export function FileCard({ file, onOpen, note, hasJump, isWide, children }: FileCardProps) {
  const { t, i18n } = useTranslation('files')
  const { name, state } = file
  const isReady = isThere(file)
  const isWrong = state === 'refused'
  const words =
    state === 'ready'
      ? sizeText(file.size, i18n.language)
      : isWrong
        ? t(`refused.${file.refusal ?? 'broken'}`)
        : t(`state.${state}`)
  return (
    <div
      className={classes('max-w-full rounded-md border border-line bg-raised', isWide ? 'w-full' : 'w-100')}
    >
      <div className="flex items-center gap-2.5 p-2">
        <FileIcon kind={file.kind} name={name} className="size-10" />
        <div className="min-w-0 flex-1">
          {isReady ? (
            <AriaButton
              className="block max-w-full truncate rounded-xs text-start font-medium data-hovered:underline"
              aria-label={t(onOpen ? 'actions.open' : 'actions.downloadNamed', { name })}
              onPress={onOpen ?? (() => download(file))}
            >
              <bdi>{name}</bdi>
            </AriaButton>
          ) : (
            <p className="truncate font-medium text-ink-soft">
              <bdi>{name}</bdi>
            </p>
          )}
          <p className={classes('truncate text-xs', isWrong ? 'text-danger-ink' : 'text-ink-faint')}>
            {note ?? words}
          </p>
        </div>
        {isReady && (
          <IconButton
            label={t('actions.downloadNamed', { name })}
            icon={<Download size={16} />}
            onPress={() => download(file)}
          />
        )}
        {(isReady || canDelete(file)) && <FileMenuButton file={file} hasJump={hasJump ?? false} />}
      </div>
      {children}
    </div>
  )
}
