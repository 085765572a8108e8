// Somebody calls, in a window over everything else.
import { Phone, PhoneOff, Video } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { ask, useTold } from './use-told.ts'

export function RingPage() {
  const { t } = useTranslation('desktop')
  const rings = useTold('rings.read', 'rings.changed')
  const ring = rings?.find(({ isQuiet }) => !isQuiet)
  const title = ring ? t('ring.title', { name: ring.name }) : ''
  useEffect(() => {
    document.title = title
  }, [title])
  if (!ring) return null
  const { id, name, place, canUseCamera } = ring
  const answer = (withCamera: boolean) => void ask('rings.answer', { id, withCamera })
  return (
    <main>
      <div
        role="alertdialog"
        aria-label={title}
        className="flex h-screen flex-col justify-between rounded-xl bg-raised p-5 text-ink select-none [-webkit-app-region:drag]"
      >
        <div className="flex items-center gap-3">
          <Avatar name={name} size={48} />
          <div className="min-w-0">
            <h1 className="line-clamp-2 text-md font-semibold break-words">{title}</h1>
            <p className="line-clamp-2 text-sm text-ink-soft">{place}</p>
          </div>
        </div>
        <div className="flex gap-2 [-webkit-app-region:no-drag]">
          <Button
            variant="danger"
            size="lg"
            className="flex-1"
            icon={<PhoneOff size={16} />}
            onPress={() => void ask('rings.decline', { id })}
          >
            {t('ring.decline')}
          </Button>
          {canUseCamera && (
            <Button
              size="lg"
              icon={<Video size={16} />}
              aria-label={t('ring.withCamera')}
              onPress={() => answer(true)}
            >
              {t('ring.camera')}
            </Button>
          )}
          <Button
            variant="primary"
            size="lg"
            className="flex-1"
            icon={<Phone size={16} />}
            onPress={() => answer(false)}
          >
            {t('ring.answer')}
          </Button>
        </div>
      </div>
    </main>
  )
}
