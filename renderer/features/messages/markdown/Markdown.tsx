// Draws a message body. Tokens become React elements one by one: there is no HTML anywhere on the way.
import { memo, useMemo } from 'react'
import { classes } from '../../../ui/classes.ts'
import { Blocks } from './Blocks.tsx'
import { lex } from './lex.ts'
import { isOnlyEmoji } from './only-emoji.ts'

export type MarkdownProps = { body: string; className?: string }

/** `dir=auto` on every block and `isolate` here: right-to-left text can't reorder what stands around the message. */
export const Markdown = memo(function Markdown({ body, className }: MarkdownProps) {
  const tokens = useMemo(() => lex(body), [body])
  const isLarge = useMemo(() => isOnlyEmoji(body), [body])
  return (
    <div
      className={classes(
        'message-body min-w-0 text-md break-words whitespace-pre-wrap [overflow-wrap:anywhere] [unicode-bidi:isolate]',
        isLarge && 'text-[2rem] leading-[2.5rem]',
        className,
      )}
    >
      <Blocks tokens={tokens} />
    </div>
  )
})
