// How loud the own microphone is. The bar is moved past React: ten times a second nothing else is drawn anew.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '../../../ui/classes.ts'
import { microphoneLevelStore } from '../devices/level.ts'

const steps = 20

export function LevelMeter({ className }: { className?: string }) {
  const { t } = useTranslation('calls')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const show = ({ level }: { level: number }) => {
      const lit = Math.round(level * steps)
      for (const [index, bar] of [...(box.current?.children ?? [])].entries())
        bar.toggleAttribute('data-lit', index < lit)
      box.current?.setAttribute('aria-valuenow', String(Math.round(level * 100)))
    }
    show(microphoneLevelStore.getState())
    return microphoneLevelStore.subscribe(show)
  }, [])
  return (
    // biome-ignore lint/a11y/useSemanticElements: <meter> cannot be drawn alike in all browsers
    <div
      ref={box}
      role="meter"
      aria-label={t('devices.level')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      className={classes('flex h-1.5 gap-0.5', className)}
    >
      {Array.from({ length: steps }, (_, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars never change places
          key={index}
          className="flex-1 rounded-full bg-pressed transition-colors duration-75 data-lit:bg-good"
        />
      ))}
    </div>
  )
}
