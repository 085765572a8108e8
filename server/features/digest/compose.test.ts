import { expect, test } from 'vitest'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import { compose as composeOf, type Reader, type Waiting } from './compose.ts'

const reader = {
  name: 'Bob <script>',
  workspace: 'Tern & Tide',
  publicUrl: 'https://chat.example.org',
  offUrl: 'https://chat.example.org/api/digest/off?token=x&y',
}
const item = (more: Partial<Waiting> = {}): Waiting => ({
  cause: 'person',
  messageId: 'm1' as MessageId,
  channelId: 'c1' as ChannelId,
  threadId: null,
  position: 3,
  channelKind: 'public',
  channelName: 'release',
  authorId: 'p1' as PersonId,
  authorName: 'Ada "the <first>"',
  sentAt: new Date(0),
  excerpt: null,
  ...more,
})

const compose = (items: Waiting[], who: Reader, total = items.length) => composeOf(items, total, who)

test('says who and where with links, in text and HTML, and nothing of what was written', () => {
  const { subject, text, html } = compose(
    [item(), item({ cause: 'keyword', messageId: 'm2' as MessageId })],
    reader,
  )
  expect(subject).toBe('2 things wait for you in Tern & Tide')
  expect(text).toContain('Ada "the <first>" mentioned you in #release\n  https://chat.example.org/c/c1/m/m1')
  expect(text).toContain('wrote a keyword of yours in #release\n  https://chat.example.org/c/c1/m/m2')
  expect(text).toContain('Switch these e-mails off: https://chat.example.org/api/digest/off?token=x&y')
  expect(html).not.toMatch(/<script|<first>/)
  expect(html).toContain('Ada &#34;the &#60;first&#62;&#34; mentioned you in #release')
  expect(html).toContain('href="https://chat.example.org/api/digest/off?token=x&#38;y"')
  expect(`${text}${html}`).not.toContain('“')
})

test('direct messages of one author are one line; a reply leads into its thread', () => {
  const direct = { cause: 'direct', channelKind: 'direct', channelName: null } as const
  const { text } = compose(
    [
      item(direct),
      item({ ...direct, messageId: 'm2' as MessageId }),
      item({ threadId: 't1' as MessageId, position: null }),
    ],
    reader,
  )
  expect(text).toContain('wrote to you (2 new messages)\n  https://chat.example.org/c/c1/m/m1')
  expect(text).toContain('https://chat.example.org/c/c1/t/t1?reply=m1')
})

test('excerpts are short, one line, and escaped; many lines are cut', () => {
  const long = item({ excerpt: `${'😀'.repeat(200)} <b>\n\nend` })
  const { text, html } = compose(
    [long, ...Array.from({ length: 20 }, () => item({ excerpt: '<img src=x>' }))],
    reader,
  )
  expect(text).toContain(`“${'😀'.repeat(140)}…”`)
  expect(text).toContain('and 9 more')
  const beyond = compose([long], reader, 60)
  expect([beyond.subject, beyond.text.includes('and 59 more')]).toEqual([
    '60 things wait for you in Tern & Tide',
    true,
  ])
  expect(html).not.toContain('<img')
  expect(html).toContain('&#60;img src=x&#62;')
})
