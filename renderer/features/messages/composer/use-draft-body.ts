// Ties an editor to the draft of one channel, thread or message. The key is fixed for the editor's life: a draft never
// moves.
import type { Editor } from '@tiptap/react'
import { useCallback, useEffect, useRef } from 'react'
import type { ChannelId } from '../../../../contract/ids.ts'
import type { DraftKey } from '../../../data/database.ts'
import { draftsStore, isShared, writeDraft } from '../../../data/drafts.ts'
import { fromMarkdown, type NameOf } from './from-markdown.ts'
import { toMarkdown } from './to-markdown.ts'

const writeAfterMs = 250

export const draftBody = (key: DraftKey) => draftsStore.getState().drafts.get(key)?.text ?? ''

type DraftBody = {
  /** To be told of every change. */
  changed: (editor: Editor) => void
  /** Keeps this, at once. */
  write: (body: string) => void
  /** Empties editor and draft, after sending. */
  clear: (editor: Editor) => void
}

export function useDraftBody(
  key: DraftKey,
  channelId: ChannelId,
  editor: () => Editor | null,
  nameOf: NameOf,
  onAdopted?: (editor: Editor) => void,
): DraftBody {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const written = useRef(draftBody(key))

  const write = useCallback(
    (body: string) => {
      if (timer.current) clearTimeout(timer.current)
      timer.current = null
      if (body === written.current) return
      written.current = body
      writeDraft(key, body, channelId)
    },
    [key, channelId],
  )
  const flush = useCallback(() => {
    const now = editor()
    if (timer.current && now && !now.isDestroyed) write(toMarkdown(now.getJSON()))
  }, [editor, write])

  useEffect(() => {
    // Caught on its way in: whoever writes the drafts to disk hears the same event, and must find this one among them.
    window.addEventListener('pagehide', flush, { capture: true })
    return () => {
      window.removeEventListener('pagehide', flush, { capture: true })
      flush()
    }
  }, [flush])

  const adopted = useRef(onAdopted)
  adopted.current = onAdopted
  // The drafts are read from disk while the first channel may be open already; and other devices write, too. What is
  // being typed just now stays: it is written in a moment, and the store knows what to do with both.
  useEffect(
    () =>
      draftsStore.subscribe(() => {
        const now = editor()
        const body = draftBody(key)
        if (!now || now.isDestroyed || timer.current || body === written.current) return
        if (!isShared(key) && !now.isEmpty) return
        written.current = body
        now.commands.setContent(fromMarkdown(body, nameOf), { emitUpdate: false })
        if (now.isFocused) now.commands.focus('end')
        adopted.current?.(now)
      }),
    [key, editor, nameOf],
  )

  return {
    write,
    changed: useCallback(
      (now) => {
        if (timer.current) clearTimeout(timer.current)
        timer.current = setTimeout(() => !now.isDestroyed && write(toMarkdown(now.getJSON())), writeAfterMs)
      },
      [write],
    ),
    clear: useCallback(
      (now) => {
        now.commands.clearContent(false)
        write('')
      },
      [write],
    ),
  }
}
