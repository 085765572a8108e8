// The box around a composer's text: what is above it, its tools, its buttons. A click anywhere in it starts typing.
import type { Editor } from '@tiptap/react'
import type { ReactNode } from 'react'

type ComposerFrameProps = {
  editor: Editor
  above?: ReactNode
  below?: ReactNode
  tools: ReactNode
  end: ReactNode
  children: ReactNode
}

export function ComposerFrame({ editor, above, below, tools, end, children }: ComposerFrameProps) {
  return (
    <div className="relative rounded-lg border border-line-strong/60 bg-canvas transition-colors focus-within:border-accent focus-within:shadow-edge">
      {above}
      <div
        className="max-h-[40vh] cursor-text overflow-y-auto px-3 pt-2.5 pb-1"
        onPointerDown={(event) => {
          if (event.target !== event.currentTarget) return
          event.preventDefault()
          editor.commands.focus('end')
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
