// Mentions inside a Markdown body: `<@person-id>`, `<!channel>` and `<!here>`. Names are drawn at display, so a
// renamed person is right everywhere, and a body can't pretend to mention somebody.
import type { PersonId } from '../ids.ts'

const token = /<@([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})>|<!(channel|here)>/g
/** Fenced blocks and inline code show tokens as they are: nobody is mentioned by quoting them. */
const code = /(^|\n)(```|~~~)[\s\S]*?(\n\2[^\n]*|$)|(?<!`)(`+)(?!`)[\s\S]*?[^`]\4(?!`)/g

export type Mentions = { personIds: PersonId[]; everyone: 'channel' | 'here' | null }

/** Whom a body mentions, each once, in order of appearance. `channel` outranks `here`. */
export function findMentions(body: string): Mentions {
  const personIds = new Set<PersonId>()
  let everyone: Mentions['everyone'] = null
  for (const [, personId, group] of body.replace(code, ' ').matchAll(token)) {
    if (personId) personIds.add(personId as PersonId)
    if (group === 'channel' || (group === 'here' && everyone === null)) everyone = group
  }
  return { personIds: [...personIds], everyone }
}

/** The body with tokens replaced by readable names, for previews and notifications. */
export function withNames(body: string, nameOf: (id: PersonId) => string): string {
  return body.replace(token, (_, personId, group) =>
    personId ? `@${nameOf(personId as PersonId)}` : `@${group}`,
  )
}
