// A dialog that is seldom opened: loaded when it first is, and there from then on, so that it may fade out.
import { type ReactNode, Suspense, useState } from 'react'

export function WhenOpened({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const [wasOpen, setWasOpen] = useState(isOpen)
  if (isOpen && !wasOpen) setWasOpen(true)
  return wasOpen ? <Suspense fallback={null}>{children}</Suspense> : null
}
