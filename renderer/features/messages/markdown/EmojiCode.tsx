// A :shortcode: as its emoji, once the list is there; an unknown one stays the text it was.
import { useEmojiData } from '../emoji/use-emoji-data.ts'

export function EmojiCode({ name }: { name: string }) {
  const entry = useEmojiData()?.byShortcode.get(name)
  if (!entry) return `:${name}:`
  return (
    <span role="img" aria-label={entry.label} title={`:${name}:`}>
      {entry.emoji}
    </span>
  )
}
