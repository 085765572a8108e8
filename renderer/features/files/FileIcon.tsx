// The sign of a file's kind.
import {
  FileArchive,
  FileAudio,
  FileImage,
  FileQuestionMark,
  FileText,
  FileVideo,
  type LucideIcon,
} from 'lucide-react'
import type { FileKind } from '../../../contract/files.ts'
import { classes } from '../../ui/classes.ts'

const icons: Record<FileKind, LucideIcon> = {
  image: FileImage,
  video: FileVideo,
  audio: FileAudio,
  pdf: FileText,
  text: FileText,
  other: FileQuestionMark,
}

const archive = /\.(zip|gz|tgz|bz2|xz|7z|rar|tar|zst)$/i

type FileIconProps = { kind: FileKind; name: string; size?: number; className?: string }

export function FileIcon({ kind, name, size = 20, className }: FileIconProps) {
  const Icon = kind === 'other' && archive.test(name) ? FileArchive : icons[kind]
  return (
    <span
      aria-hidden
      className={classes(
        'flex shrink-0 items-center justify-center rounded-md bg-accent-tint text-accent-ink',
        className,
      )}
    >
      <Icon size={size} />
    </span>
  )
}

/** What a file seems to be before the server has looked into it. */
export function guessKind(type: string): FileKind {
  const [main] = type.split('/')
  if (main === 'image' || main === 'video' || main === 'audio' || main === 'text') return main
  return type === 'application/pdf' ? 'pdf' : 'other'
}
