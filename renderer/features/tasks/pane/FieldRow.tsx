// One field of a task: its name and what it says.
import type { ReactNode } from 'react'

export function FieldRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-sm text-ink-faint">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

/** The look of a field's small input. */
export const quietInput =
  'h-7 rounded-md border border-transparent bg-transparent px-2 text-sm text-ink-soft hover:border-line focus:bg-canvas disabled:opacity-100'
