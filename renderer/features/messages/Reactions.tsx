// The emoji under a message: how many, whose, and whether mine is among them.
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../contract/messages.ts'
import { classes } from '../../ui/classes.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { peopleStore, useMe } from '../people/store.ts'
import { EmojiButton } from './emoji/EmojiButton.tsx'
import { rememberEmoji } from './emoji/recent-emoji.ts'

type ReactionsProps = { message: MessageView; canReact: boolean; onToggle: (emoji: string) => void }
type Reaction = MessageView['reactions'][number]

const mostNamed = 20

export function Reactions({ message, canReact, onToggle }: ReactionsProps) {
  const { t } = useTranslation('messages')
  return (
    <ul aria-label={t('reactions.label')} className="mt-1 flex flex-wrap items-center gap-1">
      {message.reactions.map((reaction) => (
        <li key={reaction.emoji} className="flex">
          <ReactionButton
            reaction={reaction}
            canReact={canReact}
            onToggle={() => {
              rememberEmoji(reaction.emoji)
              onToggle(reaction.emoji)
            }}
          />
        </li>
      ))}
      {canReact && (
        <li className="flex opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100">
          <EmojiButton label={t('emoji.react')} isReaction onPick={onToggle} className="rounded-full" />
        </li>
      )}
    </ul>
  )
}

function ReactionButton({
  reaction,
  canReact,
  onToggle,
}: {
  reaction: Reaction
  canReact: boolean
  onToggle: () => void
}) {
  const { t, i18n } = useTranslation('messages')
  const me = useMe()
  const isMine = me !== null && reaction.personIds.includes(me.person.id)
  const who = useWho(reaction, me?.person.id ?? null, t('you'), i18n.language)
  return (
    <Tooltip content={t('reactions.who', { who, emoji: reaction.emoji })} delay={250}>
      <Button
        aria-label={t('reactions.count', { emoji: reaction.emoji, count: reaction.personIds.length, who })}
        aria-pressed={isMine}
        isDisabled={!canReact}
        onPress={onToggle}
        className={classes(
          'inline-flex h-6 items-center gap-1.5 rounded-full border px-2 text-sm tabular-nums transition-colors',
          isMine
            ? 'border-accent bg-accent-tint font-medium text-accent-ink'
            : 'border-line bg-sunken text-ink-soft data-hovered:border-line-strong',
        )}
      >
        <span className="text-base leading-none">{reaction.emoji}</span>
        {reaction.personIds.length}
      </Button>
    </Tooltip>
  )
}

function useWho({ personIds }: Reaction, me: string | null, you: string, language: string): string {
  const people = peopleStore((state) => state.people)
  const names = personIds.slice(0, mostNamed).map((id) => (id === me ? you : (people.get(id)?.name ?? '?')))
  if (personIds.length > mostNamed) names.push(`+${personIds.length - mostNamed}`)
  return new Intl.ListFormat(language).format(names)
}
