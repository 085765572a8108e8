// A small choice of emoji for a status, behind the one chosen. The whole picker belongs to messages.
import { useState } from 'react'
import { Button, ListBox, ListBoxItem } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Popover } from '../../ui/Popover.tsx'
import { statusEmojis } from './status-choices.ts'

export function EmojiGrid({ value, onChange }: { value: string; onChange: (emoji: string) => void }) {
  const { t } = useTranslation('people')
  const [isOpen, setOpen] = useState(false)
  const all = statusEmojis.includes(value) ? statusEmojis : [value, ...statusEmojis]
  return (
    <Popover
      label={t('status.pickEmoji')}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button
          aria-label={`${t('status.emoji')}: ${value}`}
          className="flex size-8 shrink-0 items-center justify-center rounded-md border border-line-strong/60 bg-canvas text-lg data-hovered:border-line-strong"
        >
          {value}
        </Button>
      }
    >
      <ListBox
        aria-label={t('status.pickEmoji')}
        layout="grid"
        selectionMode="single"
        selectedKeys={[value]}
        disallowEmptySelection
        onSelectionChange={(keys) => {
          const [emoji] = keys
          if (emoji) onChange(String(emoji))
          setOpen(false)
        }}
        className="grid grid-cols-6 gap-0.5 p-2 outline-none"
      >
        {all.map((emoji) => (
          <ListBoxItem
            key={emoji}
            id={emoji}
            textValue={emoji}
            className="flex size-9 items-center justify-center rounded-md text-lg data-hovered:bg-hover data-focused:bg-hover data-selected:bg-selected"
          >
            {emoji}
          </ListBoxItem>
        ))}
      </ListBox>
    </Popover>
  )
}
