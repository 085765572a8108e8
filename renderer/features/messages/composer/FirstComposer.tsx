// The composer of the first screen, until the editor is loaded: one can write at once, and the editor takes it over.
import { SendHorizontal } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxBodyLength } from '../../../../contract/messages.ts'
import { matchesKeys } from '../../../app/keyboard.ts'
import { draftsStore, writeDraft } from '../../../data/drafts.ts'
import { send } from '../../../data/outbox.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { pastedFiles } from '../../files/composer/clipboard-files.ts'
import { addFiles, draftUploadsNow } from '../../files/composer/draft-uploads.ts'
import { typing } from '../../presence/store.ts'
import { sendLaterKeys } from '../../scheduled/send-later-keys.ts'
import { messagesStore } from '../state.ts'
import type { ComposerProps } from './Composer.tsx'
import { ComposerFrame } from './ComposerFrame.tsx'
import { linesDoc } from './from-markdown.ts'
import { loadComposer, loadComposerAfterPaint } from './load-composer.ts'
import { toMarkdown } from './to-markdown.ts'
import { closePlace, openPlace, pressLater, textOf } from './typed-ahead.ts'
import './composer.css'

type FirstComposerProps = ComposerProps & { onComposing: (isComposing: boolean) => void }

/** A server that is slow with the messages must not hold up the editor. */
const patienceMs = 3000

export function FirstComposer(props: FirstComposerProps) {
  const { joined, threadId = null, placeholder, label, onEditLast, onSent, autoFocus, onComposing } = props
  const { t } = useTranslation('messages')
  const box = useRef<HTMLDivElement>(null)
  const [isEmpty, setIsEmpty] = useState(true)
  const channelId = joined.channel.id
  const key = threadId ?? channelId
  const hasDraft = draftsStore((state) => Boolean(state.drafts.get(key)?.text))
  useEditorSoon(props, hasDraft)
  usePlaceOf(props, box)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it comes
  useEffect(() => {
    if (autoFocus) box.current?.focus()
  }, [])

  const submit = () => {
    const text = box.current ? textOf(box.current) : ''
    if (!box.current || text.trim() === '') return
    const body = toMarkdown(linesDoc(text))
    // With a draft or files that are not seen yet, or what is too long, it is for the editor to show, and sent from there.
    if (hasDraft || draftUploadsNow(key).length > 0 || body.length > maxBodyLength) return loadComposer()
    send({ channelId, body, threadId, uploads: [], ...(threadId && { alsoToChannel: false }) })
    box.current.textContent = ''
    setIsEmpty(true)
    onSent?.()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // 229: Safari ends a composition before it tells of the Enter that ended it.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (matchesKeys(event.nativeEvent, sendLaterKeys)) {
      event.preventDefault()
      pressLater(event.currentTarget, event.nativeEvent)
      loadComposer()
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      submit()
    } else if (event.key === 'ArrowUp' && isEmpty && !hasDraft && onEditLast?.()) {
      event.preventDefault()
    }
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = pastedFiles(event.clipboardData, new Date())
    if (files.length === 0) return
    event.preventDefault()
    addFiles(key, channelId, files)
  }

  return (
    <ComposerFrame
      focus={() => box.current?.focus()}
      tools={null}
      end={
        <IconButton
          size="sm"
          variant={isEmpty ? 'ghost' : 'primary'}
          label={t('composer.send')}
          shortcut="Enter"
          icon={<SendHorizontal size={15} />}
          isDisabled={isEmpty}
          onPress={submit}
        />
      }
    >
      {/* biome-ignore lint/a11y/useSemanticElements: the editor that takes its place is no textarea either */}
      <div
        ref={box}
        role="textbox"
        tabIndex={0}
        contentEditable="plaintext-only"
        aria-multiline="true"
        aria-label={label}
        data-placeholder={isEmpty && !hasDraft ? placeholder : undefined}
        className="composer-text"
        dir="auto"
        onInput={(event) => {
          loadComposer()
          setIsEmpty(textOf(event.currentTarget) === '')
          typing(channelId, threadId)
        }}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onCompositionStart={() => onComposing(true)}
        onCompositionEnd={() => onComposing(false)}
      />
    </ComposerFrame>
  )
}

/** The messages come first, then the editor; a draft can only be shown by it. */
function useEditorSoon({ joined, threadId = null }: ComposerProps, isWantedNow: boolean) {
  const isDrawn = messagesStore((state) => {
    const list = threadId ? state.threads.get(threadId) : state.timelines.get(joined.channel.id)
    return list !== undefined && list.status !== 'loading'
  })
  useEffect(() => {
    if (isDrawn || isWantedNow) {
      loadComposerAfterPaint()
      return
    }
    const timer = setTimeout(loadComposer, patienceMs)
    return () => clearTimeout(timer)
  }, [isDrawn, isWantedNow])
}

/** What is typed here is the draft, when no editor comes for it: the channel is left, or the page. */
function usePlaceOf({ joined, threadId = null }: ComposerProps, ref: { current: HTMLElement | null }) {
  const channelId = joined.channel.id
  const key = threadId ?? channelId
  useEffect(() => {
    const box = ref.current
    if (!box) return
    openPlace(key, box)
    const keep = () => {
      const typed = toMarkdown(linesDoc(textOf(box)))
      if (typed === '') return
      const draft = draftsStore.getState().drafts.get(key)?.text ?? ''
      writeDraft(key, [draft, typed].filter(Boolean).join('\n\n'), channelId)
      box.textContent = ''
    }
    window.addEventListener('pagehide', keep, { capture: true })
    return () => {
      window.removeEventListener('pagehide', keep, { capture: true })
      // The editor that takes its place says so in this same turn.
      queueMicrotask(() => closePlace(key, box) && keep())
    }
  }, [key, channelId, ref])
}
