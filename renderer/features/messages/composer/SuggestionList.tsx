// The list above the composer while @, # or : is typed. The focus stays in the text; the keys move the highlight.

import type { Editor } from '@tiptap/react'
import { AtSign, Hash, Users } from 'lucide-react'
import { useEffect, useId, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../../ui/Avatar.tsx'
import { classes } from '../../../ui/classes.ts'
import { usePerson } from '../../people/store.ts'
import type { SuggestionItem, SuggestionState } from './suggestions.ts'

export function SuggestionList({ editor, suggestions }: { editor: Editor; suggestions: SuggestionState }) {
  const { t } = useTranslation('messages')
  const id = useId()
  const open = useSyncExternalStore(suggestions.subscribe, suggestions.get)
  const highlighted = useRef<HTMLDivElement>(null)
  const index = open?.index ?? -1

  useEffect(() => {
    if (editor.isDestroyed) return
    const text = editor.view.dom
    const attributes = {
      'aria-controls': `${id}-list`,
      'aria-activedescendant': `${id}-${index}`,
      'aria-expanded': 'true',
    }
    for (const [name, value] of Object.entries(attributes)) {
      if (index >= 0) text.setAttribute(name, value)
      else text.removeAttribute(name)
    }
    highlighted.current?.scrollIntoView({ block: 'nearest' })
  }, [editor, id, index])

  if (!open) return null
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={t('suggestions.label')}
      className="absolute inset-x-0 bottom-full z-20 mb-1 max-h-72 animate-pop-in overflow-y-auto rounded-lg bg-raised p-1 shadow-float"
    >
      {open.items.map((item, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled in the text, which keeps the focus
        <div
          key={`${item.kind}-${item.id}`}
          ref={at === index ? highlighted : null}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === index}
          className={classes(
            'flex h-8 items-center gap-2.5 rounded-sm px-2',
            at === index && 'bg-accent-tint',
          )}
          onPointerMove={() => at !== index && suggestions.highlight(at)}
          // The press must not take the focus out of the text.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => open.pick(item)}
        >
          <Picture item={item} />
          <span className="truncate font-medium">{item.kind === 'emoji' ? item.detail : item.label}</span>
          {item.kind !== 'emoji' && (
            <span className="min-w-0 flex-1 truncate text-sm text-ink-faint">{item.detail}</span>
          )}
          {item.kind === 'person' && !item.isMember && (
            <span className="shrink-0 text-xs text-ink-faint">{t('suggestions.notMember')}</span>
          )}
        </div>
      ))}
    </div>
  )
}

function Picture({ item }: { item: SuggestionItem }) {
  const person = usePerson(item.kind === 'person' ? item.id : null)
  if (person) {
    return (
      <Avatar
        name={person.name}
        picture={person.picture}
        size={20}
        colourKey={person.id}
        isBot={person.kind === 'bot'}
      />
    )
  }
  if (item.kind === 'emoji') return <span className="w-5 text-center text-lg leading-none">{item.id}</span>
  const Icon = item.kind === 'channel' ? Hash : item.kind === 'group' ? Users : AtSign
  return <Icon size={16} className="mx-0.5 shrink-0 text-ink-faint" aria-hidden />
}
