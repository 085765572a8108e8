// The frame of the pages before the workspace: one quiet card on a ground with a few orbits.
import type { ReactNode } from 'react'
import { useTitle } from '../../app/use-title.ts'
import { Logo } from '../../ui/Logo.tsx'

export type AuthPageProps = { title: string; lead?: ReactNode; children: ReactNode; footer?: ReactNode }

export function AuthPage({ title, lead, children, footer }: AuthPageProps) {
  useTitle(title)
  return (
    <div className="relative flex h-full flex-col items-center overflow-y-auto bg-sidebar px-4 py-10">
      <Orbits />
      <main className="relative my-auto w-full max-w-[25rem]">
        <div className="rounded-xl bg-raised p-7 shadow-edge narrow:p-5">
          <Logo size={36} className="mb-4" />
          <h1 className="text-xl font-semibold tracking-[-0.015em] break-words">{title}</h1>
          {lead && <div className="mt-1 text-base text-pretty text-ink-soft">{lead}</div>}
          <div className="mt-5">{children}</div>
        </div>
        {footer && (
          <div className="mt-4 px-7 text-center text-sm text-pretty text-ink-faint narrow:px-2">{footer}</div>
        )}
      </main>
    </div>
  )
}

function Orbits() {
  const rings = [
    { rx: 330, ry: 150, turn: -38 },
    { rx: 520, ry: 250, turn: -24 },
    { rx: 740, ry: 380, turn: -46 },
  ]
  return (
    <svg
      aria-hidden
      viewBox="-800 -500 1600 1000"
      preserveAspectRatio="xMidYMid slice"
      className="pointer-events-none fixed inset-0 size-full text-accent"
    >
      {rings.map(({ rx, ry, turn }) => (
        <g key={rx} transform={`rotate(${turn})`} fill="none" stroke="currentColor">
          <ellipse rx={rx} ry={ry} strokeOpacity="0.16" strokeWidth="1.25" />
          <circle cx={rx} cy="0" r="5" fill="currentColor" fillOpacity="0.35" stroke="none" />
        </g>
      ))}
    </svg>
  )
}
