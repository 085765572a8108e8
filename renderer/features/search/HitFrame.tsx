// One line of the results: a link that the arrow keys stop at.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { place } from './results-store.ts'

type HitFrameProps = { href: string; hitKey: string; onOpen?: () => void; children: ReactNode }

export function HitFrame({ href, hitKey, onOpen, children }: HitFrameProps) {
  return (
    <li>
      <Link
        href={href}
        data-hit={hitKey}
        onClick={() => {
          place.openedKey = hitKey
          onOpen?.()
        }}
        className="flex gap-3 rounded-lg px-3 py-2.5 text-ink no-underline -outline-offset-2 hover:bg-hover focus-visible:bg-hover"
      >
        {children}
      </Link>
    </li>
  )
}
