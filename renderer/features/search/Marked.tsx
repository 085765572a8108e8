// Text with the matches marked. Mentions in a message are drawn as the names of today.
import type { PersonId } from '../../../contract/ids.ts'
import type { Fragment } from '../../../contract/lib/excerpt.ts'
import { withNames } from '../../../contract/lib/mentions.ts'
import { groupHandle } from '../groups/store.ts'
import { personName } from '../people/store.ts'

const nameOf = (id: PersonId) => personName(id) || '?'

export function Marked({ fragments }: { fragments: Fragment[] }) {
  return (
    <bdi>
      {fragments.map(({ text, isMatch }, index) =>
        isMatch ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
          <mark key={index} className="rounded-xs bg-mention-tint font-medium text-mention-ink">
            {text}
          </mark>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
          <span key={index}>{withNames(text, nameOf, groupHandle)}</span>
        ),
      )}
    </bdi>
  )
}
