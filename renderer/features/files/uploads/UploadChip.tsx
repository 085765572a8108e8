// A file on its way: its picture or sign, its name, how far it is, what went wrong, and a way to take it out.
import { RotateCw, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { classes } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { FileIcon, guessKind } from '../FileIcon.tsx'
import { addressOf, measured } from './bytes.ts'
import { giveBytes, retryUpload } from './current.ts'
import { hasFailed, progressOf, type Upload } from './state.ts'
import { stateText } from './words.ts'

type UploadChipProps = {
  upload: Upload
  onRemove: (() => void) | null
  /** It is tried again: what waited for it can go on. */
  onAgain?: () => void
}

export function UploadChip({ upload, onRemove, onAgain }: UploadChipProps) {
  const { t, i18n } = useTranslation('files')
  const { name, phase } = upload
  const isWrong = hasFailed(upload)
  const isMoving = phase === 'sending' || phase === 'waiting'
  const state = stateText(t, upload, i18n.language)
  return (
    <li
      className={classes(
        'relative flex w-60 max-w-full items-center gap-2 overflow-hidden rounded-md border bg-raised p-1.5 pe-1',
        isWrong ? 'border-danger' : 'border-line',
      )}
    >
      <Picture upload={upload} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium" title={name}>
          <bdi>{name}</bdi>
        </p>
        <p
          role={isWrong ? 'alert' : undefined}
          title={isWrong ? state : undefined}
          className={classes(
            'text-xs tabular-nums',
            isWrong ? 'line-clamp-2 text-danger-ink' : 'truncate text-ink-faint',
          )}
        >
          {state}
        </p>
        {phase === 'lost' && <PickAgain upload={upload} onAgain={onAgain} />}
      </div>
      {phase === 'refused' && (
        <IconButton
          size="xs"
          label={t('upload.retry', { name })}
          icon={<RotateCw size={13} />}
          onPress={() => {
            retryUpload(upload.id)
            onAgain?.()
          }}
        />
      )}
      {onRemove && (
        <IconButton
          size="xs"
          label={t('upload.remove', { name })}
          icon={<X size={14} />}
          onPress={onRemove}
        />
      )}
      {isMoving && <Bar label={t('upload.progress', { name })} share={progressOf([upload])} />}
    </li>
  )
}

/** How far along; a thin line at the lower edge of what it belongs to. */
export function Bar({ label, share }: { label: string; share: number }) {
  const percent = Math.round(share * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="absolute inset-x-0 bottom-0 h-[3px] bg-line"
    >
      <div className="h-full bg-accent transition-[width] duration-200" style={{ width: `${percent}%` }} />
    </div>
  )
}

function Picture({ upload }: { upload: Upload }) {
  const [isBroken, setIsBroken] = useState(false)
  const isPicture = /^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(upload.guessedType)
  const address = isPicture && !isBroken ? addressOf(upload.id) : null
  if (!address)
    return <FileIcon kind={guessKind(upload.guessedType)} name={upload.name} className="size-10" />
  return (
    <img
      src={address}
      alt=""
      decoding="async"
      className="size-10 shrink-0 rounded-sm bg-sunken object-cover"
      onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
        measured(upload.id, { width, height })
      }
      onError={() => setIsBroken(true)}
    />
  )
}

/** Where the browser could not keep the bytes: the same file once more, and the upload goes on where it was. */
function PickAgain({ upload, onAgain }: Pick<UploadChipProps, 'upload' | 'onAgain'>) {
  const { t } = useTranslation('files')
  const input = useRef<HTMLInputElement>(null)
  const [isOther, setIsOther] = useState(false)
  return (
    <>
      <Button size="sm" className="mt-1" onPress={() => input.current?.click()}>
        {t('upload.pickAgain')}
      </Button>
      {isOther && (
        <p role="alert" className="text-xs text-danger-ink">
          {t('upload.otherFile')}
        </p>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('upload.pickAgain')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (!file) return
          setIsOther(file.size !== upload.size)
          if (file.size !== upload.size) return
          giveBytes(upload.id, file)
          onAgain?.()
        }}
      />
    </>
  )
}
