// The skin tone for every emoji that has tones: one hand each.

import { useState } from 'react'
import { Button, Radio, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

const hands = ['✋', '✋🏻', '✋🏼', '✋🏽', '✋🏾', '✋🏿']

export function SkinTones({ tone, onChange }: { tone: number; onChange: (tone: number) => void }) {
  const { t } = useTranslation('messages')
  const [isOpen, setIsOpen] = useState(false)
  if (!isOpen) {
    return (
      <Button
        aria-label={t('emoji.tone')}
        className="size-7 rounded-sm text-lg leading-none data-hovered:bg-hover"
        onPress={() => setIsOpen(true)}
      >
        {hands[tone]}
      </Button>
    )
  }
  return (
    <RadioGroup
      aria-label={t('emoji.tone')}
      orientation="horizontal"
      value={String(tone)}
      onChange={(value) => {
        onChange(Number(value))
        setIsOpen(false)
      }}
      className="flex"
    >
      {hands.map((hand, index) => (
        <Radio
          key={hand}
          value={String(index)}
          aria-label={t(`emoji.tones.${index}`)}
          className="flex size-7 items-center justify-center rounded-sm text-lg leading-none data-hovered:bg-hover data-selected:bg-accent-tint"
        >
          {hand}
        </Radio>
      ))}
    </RadioGroup>
  )
}
