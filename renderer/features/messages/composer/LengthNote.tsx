// How many characters are left, once that matters.
import { useTranslation } from 'react-i18next'
import { maxBodyLength } from '../../../../contract/messages.ts'
import { classes } from '../../../ui/classes.ts'

const shownFrom = maxBodyLength - 1000

export const measure = (body: string) => body.length

export function LengthNote({ length }: { length: number }) {
  const { t, i18n } = useTranslation('messages')
  if (length < shownFrom) return null
  const left = maxBodyLength - length
  const number = new Intl.NumberFormat(i18n.language).format(Math.abs(left))
  return (
    <span
      role="status"
      className={classes('text-xs tabular-nums', left < 0 ? 'text-danger-ink' : 'text-ink-faint')}
    >
      {left < 0 ? t('composer.tooLong', { number }) : t('composer.left', { number })}
    </span>
  )
}
