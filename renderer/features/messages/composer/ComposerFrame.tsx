// The box around a composer's text: what is above it, its tools, its buttons. A click anywhere in it starts typing.
import type { ReactNode } from 'react'

type ComposerFrameProps = {
  focus: () => void
  above?: ReactNode
  below?: ReactNode
  tools: ReactNode
  end: ReactNode
  children: ReactNode
}

export function ComposerFrame({ focus, above, below, tools, end, children }: ComposerFrameProps) {
  return (
    // No transition of its colours: react-aria keeps what is taken away during one, here a whole channel, until the next press.
    <div className="relative rounded-lg border border-line-strong/60 bg-canvas focus-within:border-accent focus-within:shadow-edge">
      {above}
      <div
        className="max-h-[40vh] cursor-text overflow-y-auto px-3 pt-2.5 pb-1"
        onPointerDown={(event) => {
          if (event.target !== event.currentTarget) return
          event.preventDefault()
          focus()
        }}
      >
        {children}
      </div>
      {below && <div className="px-3 py-1 empty:hidden">{below}</div>}
      <div className="flex min-h-9 items-center gap-1 px-1.5 pb-1.5">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1">{tools}</div>
        <div className="flex items-center gap-2">{end}</div>
      </div>
    </div>
  )
}
