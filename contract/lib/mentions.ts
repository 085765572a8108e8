// Mentions inside a Markdown body: `<@person-id>`, `<!group:group-id>`, `<!channel>` and `<!here>`. Names are drawn at
// display, so a renamed person is right everywhere, and a body can't pretend to mention somebody.
import type { GroupId, PersonId } from '../ids.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
/** Groups of the match: a person's id, a group's id, everybody. */
export const mentionPattern = `<@(${uuid})>|<!group:(${uuid})>|<!(channel|here)>`

const token = new RegExp(mentionPattern, 'g')
/** Fenced blocks and inline code show tokens as they are: nobody is mentioned by quoting them. */
const code = /(^|\n)(```|~~~)[\s\S]*?(\n\2[^\n]*|$)|(?<!`)(`+)(?!`)[\s\S]*?[^`]\4(?!`)/g

export type Mentions = { personIds: PersonId[]; groupIds: GroupId[]; everyone: 'channel' | 'here' | null }

/** Whom a body mentions, each once, in order of appearance. `channel` outranks `here`. */
export function findMentions(body: string): Mentions {
  const personIds = new Set<PersonId>()
  const groupIds = new Set<GroupId>()
  let everyone: Mentions['everyone'] = null
  for (const [, personId, groupId, all] of body.replace(code, ' ').matchAll(token)) {
    if (personId) personIds.add(personId as PersonId)
    if (groupId) groupIds.add(groupId as GroupId)
    if (all === 'channel' || (all === 'here' && everyone === null)) everyone = all
  }
  return { personIds: [...personIds], groupIds: [...groupIds], everyone }
}

/** How much a body mentions, for the limit. */
export const countMentions = ({ personIds, groupIds }: Mentions): number => personIds.length + groupIds.length

/** The body with tokens replaced by readable names, for previews and notifications. */
export function withNames(
  body: string,
  nameOf: (id: PersonId) => string,
  handleOf: (id: GroupId) => string,
): string {
  return body.replace(token, (_, personId, groupId, all) => {
    if (personId) return `@${nameOf(personId as PersonId)}`
    return `@${groupId ? handleOf(groupId as GroupId) : all}`
  })
}
