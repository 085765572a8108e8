// The composer of a channel or thread: holds the draft, hands what is sent to the outbox.
import { EditorContent } from '@tiptap/react'
import { SendHorizontal } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JoinedChannel } from '../../../../contract/channels.ts'
import type { MessageId } from '../../../../contract/ids.ts'
import { maxBodyLength } from '../../../../contract/messages.ts'
import { maxScheduledDays } from '../../../../contract/scheduled.ts'
import { forgetHandedOver } from '../../../data/drafts.ts'
import { send } from '../../../data/outbox.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { OlderDraft } from '../../drafts/OlderDraft.tsx'
import { ComposerFiles } from '../../files/composer/ComposerFiles.tsx'
import { addFiles, draftUploadsNow, useHasDraftUploads } from '../../files/composer/draft-uploads.ts'
import { askLimits } from '../../files/composer/limits.ts'
import { sayProblems } from '../../files/composer/problems.ts'
import { hasFailed } from '../../files/uploads/state.ts'
import { personName } from '../../people/store.ts'
import { typing } from '../../presence/store.ts'
import { SendLater } from '../../scheduled/SendLater.tsx'
import { sendLater, tellSendLaterFailed } from '../../scheduled/schedule.ts'
import { ComposerFrame } from './ComposerFrame.tsx'
import { ComposerTools } from './ComposerTools.tsx'
import { fromMarkdown } from './from-markdown.ts'
import { LengthNote, measure } from './LengthNote.tsx'
import { SuggestionList } from './SuggestionList.tsx'
import { onTaskKey } from './task-key.ts'
import { toMarkdown } from './to-markdown.ts'
import { typedAhead } from './typed-ahead.ts'
import { useComposerEditor } from './use-composer-editor.ts'
import { draftBody, useDraftBody } from './use-draft-body.ts'
import { useSuggestionSources } from './use-suggestion-sources.ts'
import { useTypedAhead } from './use-typed-ahead.ts'

export type ComposerProps = {
  joined: JoinedChannel
  threadId?: MessageId | null
  placeholder: string
  label: string
  onEditLast?: () => boolean
  onSent?: () => void
  /** Escape with nothing typed: leaves the thread. */
  onEscape?: () => void
  /** Text to put in, such as a quote; each new object is inserted once. */
  insertion?: { body: string } | null
  autoFocus?: boolean
  /** Comments on a task stay with it. */
  isComment?: boolean
}

/** Drawn through ComposerSoon. Mount it with a `key` of its channel or thread: an editor never changes its place. */
export function Composer(props: ComposerProps) {
  const {
    joined,
    threadId = null,
    placeholder,
    label,
    onEditLast,
    onSent,
    onEscape,
    insertion,
    autoFocus,
    isComment,
  } = props
  const { t } = useTranslation('messages')
  const channelId = joined.channel.id
  const key = threadId ?? channelId
  const [length, setLength] = useState(0)
  const [isEmpty, setIsEmpty] = useState(true)
  const [alsoToChannel, setAlsoToChannel] = useState(false)
  const editorRef = useRef<ReturnType<typeof useComposerEditor>['editor'] | null>(null)
  const currentEditor = useCallback(() => editorRef.current, [])
  const draft = useDraftBody(key, channelId, currentEditor, personName, (now) => {
    setIsEmpty(now.isEmpty)
    setLength(now.state.doc.content.size)
  })
  const hasFiles = useHasDraftUploads(key)
  const takeFiles = (added: File[]) => addFiles(key, channelId, added)
  useEffect(askLimits, [])

  const clear = () => {
    draft.clear(editor)
    // Asked for message by message: forgotten, it would send a whole thread to everybody.
    setAlsoToChannel(false)
    setLength(0)
    setIsEmpty(true)
  }
  const submit = () => {
    const body = toMarkdown(editor.getJSON())
    const files = draftUploadsNow(key)
    setLength(measure(body))
    if ((body === '' && files.length === 0) || body.length > maxBodyLength) return
    if (files.some(hasFailed)) {
      sayProblems(key, [{ kind: 'blocked' }])
      return
    }
    sayProblems(key, [])
    send({
      channelId,
      body,
      threadId,
      uploads: files.map(({ id }) => id),
      ...(threadId && { alsoToChannel }),
    })
    clear()
    onSent?.()
  }
  const schedule = async (sendAt: Date) => {
    const body = toMarkdown(editor.getJSON())
    setLength(measure(body))
    const uploads = draftUploadsNow(key).map(({ id }) => id)
    if ((body === '' && uploads.length === 0) || body.length > maxBodyLength) return
    await sendLater(
      { channelId, body, threadId, alsoToChannel: threadId !== null && alsoToChannel, uploads },
      sendAt,
    )
    // What was typed on while the files went up and the server was asked stays, here or in a composer opened since.
    if (editor.isDestroyed) forgetHandedOver(key, body)
    else if (toMarkdown(editor.getJSON()) === body) clear()
  }
  const [initialBody] = useState(() => draftBody(key))
  // Asked while drawing: the place where it was typed is still in the page.
  const [typed] = useState(() => typedAhead(key))
  const { editor, suggestions } = useComposerEditor({
    initialBody,
    label,
    placeholder,
    // Where the focus and the caret were, they stay.
    autoFocus: typed === null && (autoFocus ?? false),
    nameOf: personName,
    sources: useSuggestionSources(joined),
    onChange: (changed) => {
      draft.changed(changed)
      setIsEmpty(changed.isEmpty)
      setLength(changed.state.doc.content.size)
      if (!changed.isEmpty) typing(channelId, threadId)
    },
    onSend: submit,
    onFiles: takeFiles,
    onEscape: () => {
      if (!onEscape || !editor.isEmpty) return false
      onEscape()
      return true
    },
    ...(onEditLast && { onEditLast }),
  })
  editorRef.current = editor

  useEffect(() => setIsEmpty(editor.isEmpty), [editor])
  useTypedAhead(key, typed, editor)
  useInsertion(editor, insertion ?? null)
  const isNothing = isEmpty && !hasFiles

  return (
    <ComposerFrame
      focus={() => editor.commands.focus('end')}
      above={
        <>
          <OlderDraft draftKey={key} onTakeIn={(body) => takeIn(editor, body)} />
          <SuggestionList editor={editor} suggestions={suggestions} />
        </>
      }
      below={
        <>
          <ComposerFiles place={key} onRemoved={() => editor.commands.focus()} />
          {threadId && !isComment && (
            <Checkbox
              isSelected={alsoToChannel}
              onChange={setAlsoToChannel}
              className="text-sm text-ink-soft"
            >
              {t('composer.alsoToChannel')}
            </Checkbox>
          )}
        </>
      }
      tools={<ComposerTools editor={editor} onFiles={takeFiles} />}
      end={
        <>
          <LengthNote length={length} />
          <IconButton
            size="sm"
            variant={isNothing ? 'ghost' : 'primary'}
            label={t('composer.send')}
            shortcut="Enter"
            icon={<SendHorizontal size={15} />}
            isDisabled={isNothing}
            onPress={submit}
          />
          <SendLater
            isEmpty={isNothing}
            onSchedule={schedule}
            onFailed={tellSendLaterFailed}
            maxDays={maxScheduledDays}
          />
        </>
      }
    >
      <EditorContent editor={editor} onKeyDown={(event) => onTaskKey(event, editor)} />
    </ComposerFrame>
  )
}

type ComposerEditor = ReturnType<typeof useComposerEditor>['editor']

/** Adds a quote behind what is typed already, and takes the focus. */
function useInsertion(editor: ComposerEditor, insertion: { body: string } | null) {
  const done = useRef<{ body: string } | null>(null)
  useEffect(() => {
    if (!insertion || insertion === done.current) return
    done.current = insertion
    const quoted = fromQuote(insertion.body)
    if (editor.isEmpty) editor.commands.setContent(quoted)
    else editor.commands.insertContentAt(editor.state.doc.content.size, quoted.content ?? [])
    editor.commands.focus('end')
  }, [editor, insertion])
}

/** Behind what is typed already, as if it had been typed. */
function takeIn(editor: ComposerEditor, body: string): void {
  const doc = fromMarkdown(body, personName)
  if (editor.isEmpty) editor.commands.setContent(doc)
  else editor.commands.insertContentAt(editor.state.doc.content.size, doc.content ?? [])
  editor.commands.focus('end')
}

function fromQuote(body: string) {
  const doc = fromMarkdown(body, personName)
  return { ...doc, content: [...(doc.content ?? []), { type: 'paragraph' }] }
}
