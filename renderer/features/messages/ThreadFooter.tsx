// What a message tells about the thread under it.

import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { PersonId } from '../../../contract/ids.ts'
import type { ThreadSummary } from '../../../contract/messages.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { shortMoment } from '../people/local-time.ts'
import { usePerson } from '../people/store.ts'

export function ThreadFooter({
  thread,
  onOpen,
}: {
  thread: z.infer<typeof ThreadSummary>
  onOpen: () => void
}) {
  const { t, i18n } = useTranslation('messages')
  return (
    <Button
      onPress={onOpen}
      className="group/thread -ms-1.5 mt-1 inline-flex max-w-full items-center gap-2 rounded-md border border-transparent px-1.5 py-1 text-sm data-hovered:border-line data-hovered:bg-raised"
    >
      <span className="flex gap-0.5">
        {thread.personIds.slice(0, 5).map((id) => (
          <Face key={id} personId={id} />
        ))}
      </span>
      <span className="font-semibold text-accent-ink">
        {t('thread.replies', { count: thread.replyCount })}
      </span>
      {thread.lastReplyAt && (
        <span className="truncate text-xs text-ink-faint">
          {t('thread.last', { time: shortMoment(thread.lastReplyAt, i18n.language) })}
        </span>
      )}
    </Button>
  )
}

function Face({ personId }: { personId: PersonId }) {
  const person = usePerson(personId)
  return (
    <Avatar
      name={person?.name ?? '?'}
      picture={person?.picture}
      size={20}
      colourKey={personId}
      isBot={person?.kind === 'bot'}
    />
  )
}
