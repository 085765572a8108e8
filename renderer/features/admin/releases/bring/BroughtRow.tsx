// One file on its way: how far it is, what went wrong, and a way to stop it or to try again.
import { CircleAlert, CircleCheck, FileUp, RotateCw, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../../../app/submit.ts'
import { ApiError } from '../../../../data/api.ts'
import { classes } from '../../../../ui/classes.ts'
import { IconButton } from '../../../../ui/IconButton.tsx'
import { sizeText } from '../../../files/sizes.ts'
import { Bar } from '../../../files/uploads/UploadChip.tsx'
import { percentText } from '../words.ts'
import { type Brought, bringAgain, isMoving, takeOut } from './brought.ts'

const signs = { waiting: FileUp, sending: FileUp, arrived: CircleCheck, refused: CircleAlert }
const inks = {
  waiting: 'text-ink-faint',
  sending: 'text-accent-ink',
  arrived: 'text-good-ink',
  refused: 'text-danger-ink',
}

export function BroughtRow({ brought }: { brought: Brought }) {
  const { t } = useTranslation('releases')
  const { id, name, size, sent, phase } = brought
  const Sign = signs[phase]
  const isRefused = phase === 'refused'
  return (
    <li className="relative flex min-h-12 items-center gap-3 border-b border-line px-4 py-1.5 last:border-0">
      <Sign size={16} aria-hidden className={classes('shrink-0', inks[phase])} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium" title={name}>
          <bdi>{name}</bdi>
        </p>
        <p
          role={isRefused ? 'alert' : undefined}
          className={classes('text-xs tabular-nums', isRefused ? 'text-danger-ink' : 'text-ink-faint')}
        >
          <State brought={brought} />
        </p>
      </div>
      {isRefused && (
        <IconButton
          label={t('bring.retry', { name })}
          icon={<RotateCw size={14} />}
          onPress={() => bringAgain(id)}
        />
      )}
      <IconButton
        label={t(isMoving(brought) ? 'bring.cancel' : 'bring.dismiss', { name })}
        icon={<X size={15} />}
        onPress={() => takeOut(id)}
      />
      {phase === 'sending' && (
        <Bar label={t('bring.progress', { name })} share={size === 0 ? 1 : sent / size} />
      )}
    </li>
  )
}

function State({ brought: { size: bytes, sent, phase, failure } }: { brought: Brought }) {
  const { t, i18n } = useTranslation('releases')
  const text = (count: number) => sizeText(count, i18n.language)
  const size = text(bytes)
  if (phase === 'refused') {
    // A proxy that finds a file too large breaks off, too.
    const isCut = failure instanceof ApiError && failure.code === 'offline'
    return isCut ? t('bring.cut') : failureText(t, failure)
  }
  if (phase !== 'sending') return t(`bring.${phase}`, { size })
  if (sent >= bytes) return t('bring.checking', { size })
  const percent = percentText(Math.floor((sent / bytes) * 100), i18n.language)
  return t('bring.sending', { sent: text(sent), size, percent })
}
