// A short tune through the chosen speaker.
import { Volume2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { preferencesStore } from '../devices/preferences.ts'
import { playTone } from '../ringing/tones.ts'

const testMs = 2400

export function SpeakerTest({ className }: { className?: string }) {
  const { t } = useTranslation('calls')
  const [isPlaying, setPlaying] = useState(false)
  const stop = useRef<(() => void) | null>(null)
  const play = () => {
    stop.current?.()
    const end = playTone('ring', preferencesStore.getState().speakerId)
    const timer = setTimeout(() => stop.current?.(), testMs)
    stop.current = () => {
      clearTimeout(timer)
      end()
      stop.current = null
      setPlaying(false)
    }
    setPlaying(true)
  }
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={<Volume2 size={15} className={isPlaying ? 'animate-shimmer' : ''} />}
      onPress={play}
      {...(className && { className })}
    >
      {t(isPlaying ? 'devices.testing' : 'devices.test')}
    </Button>
  )
}
