// What the composer's document may hold: what Markdown in a message can say, and nothing else.
import { Mention, type MentionOptions } from '@tiptap/extension-mention'
import { Placeholder } from '@tiptap/extension-placeholder'
import { Extension, type Extensions, InputRule, type Node } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { loadedEmojiData } from '../emoji/emoji-data.ts'
import { safeHref } from '../markdown/links.ts'
import { SendKeys, type SendKeysOptions } from './send-keys.ts'
import {
  type SuggestionItem,
  type SuggestionSources,
  type SuggestionState,
  suggestionTriggers,
} from './suggestions.ts'

type ComposerParts = {
  placeholder: () => string
  suggestions: SuggestionState
  sources: SuggestionSources
  keys: SendKeysOptions
}

export function composerExtensions({ placeholder, suggestions, sources, keys }: ComposerParts): Extensions {
  return [
    StarterKit.configure({
      underline: false,
      trailingNode: false,
      dropcursor: false,
      link: {
        openOnClick: false,
        autolink: true,
        linkOnPaste: true,
        isAllowedUri: (uri) => safeHref(uri) !== null,
        HTMLAttributes: { class: 'composer-link' },
      },
    }),
    Placeholder.configure({ placeholder, showOnlyWhenEditable: false }),
    MessageMention.configure({
      suggestions: suggestionTriggers(suggestions, sources),
      deleteTriggerWithBackspace: true,
      renderText: ({ node }) => `@${node.attrs.label ?? node.attrs.id}`,
      renderHTML: ({ node, options }) => [
        'span',
        {
          ...options.HTMLAttributes,
          class: 'composer-mention',
          'data-type': 'mention',
          'data-id': node.attrs.id,
        },
        `@${node.attrs.label ?? node.attrs.id}`,
      ],
    }),
    EmojiCodes,
    SendKeys.configure(keys),
  ]
}

/** Mentions as we offer them: Mention's own types know one kind of item only. */
const MessageMention = Mention as unknown as Node<MentionOptions<SuggestionItem, SuggestionItem>>

/** ":tada:" turns into its emoji when the last colon is typed, once the list is loaded. */
const EmojiCodes = Extension.create({
  name: 'emojiCodes',
  addInputRules() {
    return [
      new InputRule({
        find: /(?<![\p{L}\p{N}:]):([a-z0-9_+-]{1,50}):$/u,
        handler: ({ range, match, chain }) => {
          const entry = loadedEmojiData()?.byShortcode.get(match[1] ?? '')
          if (entry) chain().insertContentAt(range, entry.emoji).run()
        },
      }),
    ]
  },
})
