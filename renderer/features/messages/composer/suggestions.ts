// What is offered while typing @, # and : in a composer. The editor's plugin writes this state, SuggestionList draws it.

import { PluginKey } from '@tiptap/pm/state'
import type { Editor, Range } from '@tiptap/react'
import type { SuggestionKeyDownProps, SuggestionOptions, SuggestionProps } from '@tiptap/suggestion'
import type { ChannelId, GroupId, PersonId } from '../../../../contract/ids.ts'

export type SuggestionItem =
  | { kind: 'person'; id: PersonId; label: string; detail: string; isMember: boolean }
  | { kind: 'group'; id: `group:${GroupId}`; label: string; detail: string }
  | { kind: 'everyone'; id: 'channel' | 'here'; label: string; detail: string }
  | { kind: 'channel'; id: ChannelId; label: string; detail: string; url: string }
  | { kind: 'emoji'; id: string; label: string; detail: string }

export type SuggestionSources = {
  mentions: (query: string) => SuggestionItem[]
  channels: (query: string) => SuggestionItem[]
  emoji: (query: string) => Promise<SuggestionItem[]>
}

type Open = { items: SuggestionItem[]; index: number; pick: (item: SuggestionItem) => void }

/** One per editor. */
export class SuggestionState {
  private open: Open | null = null
  private readonly listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }
  readonly get = () => this.open

  set(open: Open | null) {
    this.open = open && open.items.length > 0 ? open : null
    for (const listener of this.listeners) listener()
  }

  highlight(index: number) {
    if (this.open) this.set({ ...this.open, index })
  }

  /** True when the key was for the list. */
  handleKey(event: KeyboardEvent): boolean {
    const open = this.open
    if (!open || event.isComposing) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      this.highlight((open.index + step + open.items.length) % open.items.length)
      return true
    }
    const item = open.items[open.index]
    if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && item) {
      open.pick(item)
      return true
    }
    if (event.key !== 'Escape') return false
    this.set(null)
    return true
  }
}

type Trigger = Omit<SuggestionOptions<SuggestionItem, SuggestionItem>, 'editor'>

/** Binds one trigger character to the state. `command` turns the picked item into content. */
function trigger(state: SuggestionState, options: Trigger): Trigger {
  const show = (props: SuggestionProps<SuggestionItem, SuggestionItem>) =>
    state.set({ items: props.items, index: 0, pick: (item) => props.command(item) })
  return {
    ...options,
    allow: ({ editor }) => !editor.isActive('codeBlock') && !editor.isActive('code'),
    render: () => ({
      onStart: show,
      onUpdate: show,
      onExit: () => state.set(null),
      onKeyDown: ({ event }: SuggestionKeyDownProps) => state.handleKey(event),
    }),
  }
}

type CommandProps = { editor: Editor; range: Range; props: SuggestionItem }

function insertMention({ editor, range, props }: CommandProps) {
  editor
    .chain()
    .focus()
    .insertContentAt(range, [
      { type: 'mention', attrs: { id: props.id, label: props.label } },
      { type: 'text', text: ' ' },
    ])
    .run()
}

function insertChannel({ editor, range, props }: CommandProps) {
  if (props.kind !== 'channel') return
  const link = { type: 'link', attrs: { href: props.url } }
  editor
    .chain()
    .focus()
    .insertContentAt(range, [
      { type: 'text', text: `#${props.label}`, marks: [link] },
      { type: 'text', text: ' ' },
    ])
    .unsetMark('link')
    .run()
}

function insertEmoji({ editor, range, props }: CommandProps) {
  editor.chain().focus().insertContentAt(range, `${props.id} `).run()
}

/** `sources` is asked anew every time, so it may hand on to the newest lists. */
export function suggestionTriggers(state: SuggestionState, sources: SuggestionSources): Trigger[] {
  return [
    trigger(state, {
      char: '@',
      pluginKey: new PluginKey('mentionSuggestion'),
      allowSpaces: true,
      items: ({ query }) => sources.mentions(query),
      command: insertMention,
    }),
    trigger(state, {
      char: '#',
      pluginKey: new PluginKey('channelSuggestion'),
      minQueryLength: 1,
      items: ({ query }) => sources.channels(query),
      command: insertChannel,
    }),
    trigger(state, {
      char: ':',
      pluginKey: new PluginKey('emojiSuggestion'),
      minQueryLength: 2,
      items: ({ query }) => sources.emoji(query),
      command: insertEmoji,
    }),
  ]
}
