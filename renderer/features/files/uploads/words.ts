// Where an upload stands, in words.
import type { TFunction } from 'i18next'
import { failureText } from '../../../app/submit.ts'
import { ApiError } from '../../../data/api.ts'
import { sizeText } from '../sizes.ts'
import { progressOf, type Upload, type UploadReason } from './state.ts'

const own = [
  'virus',
  'broken',
  'unscannable',
  'lost',
  'storage_full',
  'too_large',
  'not_found',
  'forbidden',
  'channel_archived',
]

export function reasonText(t: TFunction, { code, message }: UploadReason): string {
  if (own.includes(code)) return t(`files:refused.${code}`)
  return failureText(t, new ApiError(code as ApiError['code'], message))
}

export function stateText(t: TFunction, upload: Upload, language: string): string {
  const size = sizeText(upload.size, language)
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(progressOf([upload]))
  switch (upload.phase) {
    case 'sending':
      return t('files:upload.sending', { size, percent })
    case 'waiting':
      return upload.reason ? t('files:upload.again', { size }) : t('files:upload.waiting', { size })
    case 'refused':
    case 'lost':
      return reasonText(t, upload.reason ?? { code: 'broken', message: '' })
    default:
      return size
  }
}
