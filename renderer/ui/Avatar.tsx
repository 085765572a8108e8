// A person's picture, or their initials on a colour that stays theirs.
import { Bot } from 'lucide-react'
import { useState } from 'react'
import { classes } from './classes.ts'
import { type DotPresence, PresenceDot } from './PresenceDot.tsx'

export type AvatarProps = {
  name: string
  /** Address of the picture; initials without one. */
  picture?: string | null | undefined
  size?: 16 | 20 | 24 | 28 | 32 | 36 | 48 | 72 | 96
  /** Draws the dot; undefined draws none. */
  presence?: DotPresence | undefined
  /** Marks the dot: not to be disturbed. */
  isQuiet?: boolean | undefined
  isBot?: boolean | undefined
  /** What the colour is taken from; the name if absent. An id keeps it when the name changes. */
  colourKey?: string
  /** Greyed: somebody who is no longer here. */
  isFaded?: boolean
  className?: string
}

export function Avatar({
  name,
  picture,
  size = 32,
  presence,
  isQuiet,
  isBot,
  colourKey,
  isFaded,
  className,
}: AvatarProps) {
  // A picture that can't be had (offline, removed meanwhile) gives way to the initials.
  const [broken, setBroken] = useState<string | null>(null)
  const hue = hueOf(colourKey ?? name)
  const radius = size >= 72 ? 16 : Math.round(size * 0.24)
  return (
    <span
      className={classes(
        'relative inline-block shrink-0 select-none',
        isFaded && 'opacity-55 grayscale',
        className,
      )}
      style={{ width: `${size / 16}rem`, height: `${size / 16}rem` }}
    >
      <span
        aria-hidden
        className="flex size-full items-center justify-center overflow-hidden font-semibold outline -outline-offset-1 outline-transparent has-[img]:outline-line"
        style={{
          borderRadius: radius,
          fontSize: `${(size * 0.4) / 16}rem`,
          lineHeight: 1,
          background: `light-dark(oklch(0.9 0.045 ${hue}), oklch(0.38 0.055 ${hue}))`,
          color: `light-dark(oklch(0.38 0.085 ${hue}), oklch(0.92 0.045 ${hue}))`,
        }}
      >
        {picture && picture !== broken ? (
          <img
            src={picture}
            alt=""
            className="size-full object-cover"
            draggable={false}
            loading="lazy"
            onError={() => setBroken(picture)}
          />
        ) : isBot ? (
          <Bot size={Math.round(size * 0.56)} />
        ) : (
          initialsOf(name, size)
        )}
      </span>
      {presence && size >= 20 && (
        <PresenceDot
          presence={presence}
          isQuiet={isQuiet}
          size={size >= 72 ? 16 : size >= 48 ? 12 : 10}
          className="absolute -right-0.5 -bottom-0.5"
          hasRing
        />
      )}
    </span>
  )
}

/** Eleven hues, evenly spread and told apart; the same key always gets the same one. */
function hueOf(key: string): number {
  let hash = 0
  for (const character of key) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return (hash % 11) * 33 + 12
}

/** First letters of the first and last word; one letter where two would not be readable. */
export function initialsOf(name: string, size = 32): string {
  const words = name.trim().split(/\s+/u)
  const first = firstGrapheme(words[0] ?? '')
  const last = words.length > 1 && size >= 28 ? firstGrapheme(words.at(-1) ?? '') : ''
  return (first + last).toLocaleUpperCase()
}

function firstGrapheme(word: string): string {
  return [...new Intl.Segmenter().segment(word)][0]?.segment ?? ''
}
