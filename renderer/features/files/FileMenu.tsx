// What can be done with a file, as menu items: behind the dots of the file, and in the menu of its message.
import { Download, Ellipsis, Link, MessageSquare, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { FileView } from '../../../contract/files.ts'
import { paths } from '../../app/paths.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSeparator, MenuTrigger, Submenu } from '../../ui/Menu.tsx'
import { askToDelete, canDelete, copyFileLink, download, isThere } from './file-actions.ts'

type FileMenuItemsProps = { file: FileView; hasJump?: boolean; hasSeparator?: boolean }

export function FileMenuItems({ file, hasJump, hasSeparator = true }: FileMenuItemsProps) {
  const { t } = useTranslation('files')
  const [, navigate] = useLocation()
  const { messageId } = file
  return (
    <>
      {isThere(file) && (
        <MenuItem icon={<Download size={15} />} onAction={() => download(file)}>
          {t('actions.download')}
        </MenuItem>
      )}
      {isThere(file) && (
        <MenuItem icon={<Link size={15} />} onAction={() => void copyFileLink(file)}>
          {t('actions.copyLink')}
        </MenuItem>
      )}
      {hasJump && messageId && (
        <MenuItem
          icon={<MessageSquare size={15} />}
          onAction={() => navigate(paths.message(file.channelId, messageId))}
        >
          {t('actions.jump')}
        </MenuItem>
      )}
      {canDelete(file) && (
        <>
          {hasSeparator && <MenuSeparator />}
          <MenuItem icon={<Trash2 size={15} />} isDestructive onAction={() => askToDelete(file)}>
            {t('actions.delete')}
          </MenuItem>
        </>
      )}
    </>
  )
}

/** The dots of one file. */
type FileMenuButtonProps = {
  file: FileView
  hasJump?: boolean
  /** Over a picture: on a ground of its own. */
  isOver?: boolean
  className?: string
}

export function FileMenuButton({ file, hasJump, isOver, className }: FileMenuButtonProps) {
  const { t } = useTranslation('files')
  return (
    <MenuTrigger>
      <IconButton
        size={isOver ? 'xs' : 'sm'}
        variant={isOver ? 'outline' : 'ghost'}
        label={t('actions.more', { name: file.name })}
        icon={<Ellipsis size={15} />}
        {...(className && { className })}
      />
      <Menu label={t('actions.menu', { name: file.name })} placement="bottom end">
        <FileMenuItems file={file} hasJump={hasJump ?? false} />
      </Menu>
    </MenuTrigger>
  )
}

/** The files of a message in its menu: one at once, several each in a menu of its own. */
export function MessageFileItems({ files }: { files: FileView[] }) {
  const present = files.filter((file) => isThere(file) || canDelete(file))
  const [only] = present
  if (!only) return null
  return (
    <>
      <MenuSeparator />
      {present.length === 1 ? (
        <FileMenuItems file={only} hasSeparator={false} />
      ) : (
        present.map((file) => (
          <Submenu key={file.id}>
            <MenuItem>{file.name}</MenuItem>
            <Menu label={file.name}>
              <FileMenuItems file={file} />
            </Menu>
          </Submenu>
        ))
      )}
    </>
  )
}
