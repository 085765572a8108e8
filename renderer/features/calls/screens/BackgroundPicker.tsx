// What is behind oneself: the room, the room blurred, or a picture, one of ours or one's own.
import { Ban, ImagePlus } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classes } from '../../../ui/classes.ts'
import { showToast } from '../../../ui/Toast.tsx'
import { prefer, preferencesStore } from '../devices/preferences.ts'
import type { Background } from '../effects/background.ts'
import { areBackgroundsSupported } from '../effects/background.ts'
import { bundledPictures } from '../effects/pictures.ts'
import { keepOwnPicture, ownPicture } from './own-picture.ts'

const keyOf = (background: Background): string =>
  background.kind === 'none'
    ? 'none'
    : background.kind === 'blur'
      ? `blur-${background.strength}`
      : background.url

function backgroundOf(key: string): Background {
  if (key === 'none') return { kind: 'none' }
  if (key === 'blur-light') return { kind: 'blur', strength: 'light' }
  if (key === 'blur-strong') return { kind: 'blur', strength: 'strong' }
  return { kind: 'picture', url: key }
}

/** @param isWide with room for all of them in one or two lines */
export function BackgroundPicker({ isWide = false }: { isWide?: boolean }) {
  const { t } = useTranslation('calls')
  const background = preferencesStore((state) => state.background)
  const [own, setOwn] = useState(ownPicture)
  if (!areBackgroundsSupported())
    return <p className="text-sm text-ink-faint">{t('background.unsupported')}</p>
  const add = async (file: File) => {
    try {
      const url = await keepOwnPicture(file)
      setOwn(url)
      prefer({ background: { kind: 'picture', url } })
    } catch {
      showToast({ tone: 'danger', title: t('background.unreadable') })
    }
  }
  return (
    <RadioGroup
      value={keyOf(background)}
      onChange={(key) => prefer({ background: backgroundOf(key) })}
      orientation="horizontal"
    >
      <Label className="block pb-1.5 text-xs font-medium text-ink-faint">{t('background.title')}</Label>
      <div
        className={classes(
          'grid gap-1.5',
          isWide ? 'grid-cols-[repeat(auto-fill,minmax(3rem,1fr))]' : 'grid-cols-4',
        )}
      >
        <Tile id="none" label={t('background.none')}>
          <Ban size={17} className="text-ink-faint" />
        </Tile>
        <Tile id="blur-light" label={t('background.light')}>
          <Blurred amount={2} />
        </Tile>
        <Tile id="blur-strong" label={t('background.strong')}>
          <Blurred amount={5} />
        </Tile>
        {bundledPictures.map(({ id, url }) => (
          <Tile key={id} id={url} label={t(`background.pictures.${id}`, { defaultValue: id })}>
            <img src={url} alt="" className="size-full object-cover" loading="lazy" draggable={false} />
          </Tile>
        ))}
        {own && (
          <Tile id={own} label={t('background.own')}>
            <img src={own} alt="" className="size-full object-cover" draggable={false} />
          </Tile>
        )}
        <AddTile onFile={add} />
      </div>
    </RadioGroup>
  )
}

function Tile({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <Radio
      value={id}
      aria-label={label}
      className={({ isSelected }) =>
        classes(
          'flex aspect-[4/3] flex-col items-center justify-center overflow-hidden rounded-md border-2 bg-sunken transition-colors',
          isSelected ? 'border-accent' : 'border-transparent hover:border-line-strong',
        )
      }
    >
      <span title={label} className="flex size-full items-center justify-center">
        {children}
      </span>
    </Radio>
  )
}

/** A little room with somebody in it: what the blur leaves sharp is seen at once. */
function Blurred({ amount }: { amount: number }) {
  return (
    <svg viewBox="0 0 40 30" className="size-full" aria-hidden>
      <g style={{ filter: `blur(${amount * 0.45}px)` }}>
        <rect width="40" height="30" fill="var(--color-accent-tint)" />
        <rect x="4" y="5" width="9" height="12" fill="var(--color-accent)" opacity="0.55" />
        <rect x="28" y="3" width="8" height="20" fill="var(--color-mention)" opacity="0.45" />
      </g>
      <circle cx="20" cy="13" r="5" fill="var(--color-ink-soft)" />
      <path d="M10 30c0-7 4.5-10 10-10s10 3 10 10Z" fill="var(--color-ink-soft)" />
    </svg>
  )
}

function AddTile({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation('calls')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        aria-label={t('background.add')}
        title={t('background.add')}
        onClick={() => input.current?.click()}
        className="flex aspect-[4/3] items-center justify-center rounded-md border border-dashed border-line-strong text-ink-faint hover:bg-hover hover:text-ink"
      >
        <ImagePlus size={17} aria-hidden />
      </button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          currentTarget.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}
