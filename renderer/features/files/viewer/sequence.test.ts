import { describe, expect, test } from 'vitest'
import type { FileView } from '../../../../contract/files.ts'
import type { FileId, MessageId } from '../../../../contract/ids.ts'
import { afterLoss, type Sequence, withMessage, withNews, withPage } from './sequence.ts'

const file = (id: string, more: Partial<FileView> = {}) =>
  ({
    id,
    kind: 'image',
    state: 'ready',
    isInline: true,
    revision: 1,
    messageId: `m-${id}`,
    ...more,
  }) as FileView
const names = ({ files }: Sequence) => files.map(({ id }) => id).join('')
const of = (ids: string, isConversation: boolean): Sequence => ({
  files: [...ids].map((id) => file(id)),
  next: null,
  isConversation,
})
const page = (ids: string) => ({ files: [...ids].map((id) => file(id)), next: 'more' })

describe('the files one goes through', () => {
  test('of a conversation stand as on its page: older pages come before', () => {
    const first = withPage(of('c', true), page('edc'))
    expect(names(first)).toBe('cde')
    expect(names(withPage(first, page('ba')))).toBe('abcde')
  })

  test('of the message one came from stand together, as they stand there', () => {
    expect(names(withMessage(of('acbd', true), [file('b'), file('c')]))).toBe('abcd')
    expect(names(withMessage(of('ad', true), [file('b')]))).toBe('ad')
  })

  test('of a list go on behind its end', () => {
    expect(names(withPage(of('edc', false), page('ba')))).toBe('edcba')
  })

  test('are those that can be looked at', () => {
    const list = {
      files: [file('a', { kind: 'other' }), file('b', { isInline: false }), file('c')],
      next: null,
    }
    expect(names(withPage(of('', false), list))).toBe('c')
  })

  test('lose what is deleted, and what its message took along', () => {
    const three = of('abc', false)
    const gone = withNews(three, { kind: 'changed', file: file('b', { state: 'deleted', revision: 2 }) })
    expect(names(gone)).toBe('ac')
    expect(names(withNews(gone, { kind: 'messageGone', messageId: 'm-a' as MessageId }))).toBe('c')
    expect(withNews(three, { kind: 'changed', file: file('b', { state: 'deleted', revision: 1 }) })).toBe(
      three,
    )
  })

  test('when one goes, the next takes its place', () => {
    const three = of('abc', false).files
    expect(afterLoss(three, of('ac', false).files, 'b' as FileId)).toBe('c')
    expect(afterLoss(three, of('ab', false).files, 'c' as FileId)).toBe('b')
    expect(afterLoss(three, [], 'a' as FileId)).toBeNull()
    expect(afterLoss(three, three, 'a' as FileId)).toBe('a')
  })
})
