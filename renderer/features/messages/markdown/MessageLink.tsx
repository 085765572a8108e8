// A link in a message. Foreign ones open in a new window that knows nothing of this one; own permalinks open here.
import type { MouseEvent, ReactNode } from 'react'
import { navigate } from 'wouter/use-browser-location'
import { ownPath, safeHref } from './links.ts'

type MessageLinkProps = { href: string; raw: string; children: ReactNode }

export function MessageLink({ href, raw, children }: MessageLinkProps) {
  const safe = safeHref(href)
  // A refused address is shown as it was written, so that nobody mistakes it for a working link.
  if (!safe) return raw
  const path = typeof location === 'undefined' ? null : ownPath(safe, location.origin)
  const open = (event: MouseEvent) => {
    if (!path || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    navigate(path)
  }
  return (
    <a href={safe} title={safe} target="_blank" rel="noopener noreferrer nofollow" onClick={open}>
      {children}
    </a>
  )
}
