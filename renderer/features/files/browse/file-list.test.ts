import { describe, expect, test } from 'vitest'
import type { FileView } from '../../../../contract/files.ts'
import type { ChannelId, FileId, MessageId, PersonId } from '../../../../contract/ids.ts'
import { byMonth, matches, withFileNews, withNextPage } from './file-list.ts'

const here = 'c-1' as ChannelId
const file = (id: string, more: Partial<FileView> = {}) =>
  ({
    id: id as FileId,
    name: `${id}.png`,
    kind: 'image',
    state: 'ready',
    channelId: here,
    uploadedById: 'p-1' as PersonId,
    messageId: `m-${id}` as MessageId,
    uploadedAt: '2030-05-06T10:00:00.000Z',
    revision: 1,
    ...more,
  }) as FileView
const ids = (files: FileView[]) => files.map(({ id }) => id).join('')
const all = { channelId: here }

describe('a list of files', () => {
  test.each([
    ['the channel', { channelId: 'c-2' as ChannelId }],
    ['the kind', { kinds: ['pdf' as const] }],
    ['the person', { personId: 'p-2' as PersonId }],
    ['a part of the name', { name: 'plan' }],
  ])('is told apart by %s', (_, query) => {
    expect(matches(file('a'), query)).toBe(false)
    const fitting = { channelId: 'c-2' as ChannelId, kind: 'pdf' as const, uploadedById: 'p-2' as PersonId }
    expect(matches(file('a', { ...fitting, name: 'The PLAN.pdf' }), query)).toBe(true)
  })

  test('has no files that were deleted, or that no message carries yet', () => {
    expect(matches(file('a', { state: 'deleted' }), {})).toBe(false)
    expect(matches(file('a', { messageId: null }), {})).toBe(false)
  })

  test('takes what is sent to its top, once', () => {
    const sent = { kind: 'sent', files: [file('b'), file('c')] } as const
    const list = withFileNews([file('a')], { ...sent, files: [...sent.files] }, all)
    expect(ids(list)).toBe('cba')
    expect(withFileNews(list, { ...sent, files: [...sent.files] }, all)).toBe(list)
  })

  test('takes a file once it is known to be what is asked for, and changes it by its revision', () => {
    const query = { ...all, kinds: ['image' as const] }
    const sent = withFileNews([], { kind: 'sent', files: [file('a', { kind: 'other' })] }, query)
    expect(sent).toEqual([])
    const known = withFileNews(sent, { kind: 'changed', file: file('a', { revision: 3 }) }, query)
    expect(ids(known)).toBe('a')
    expect(
      withFileNews(known, { kind: 'changed', file: file('a', { revision: 2, name: 'old' }) }, query),
    ).toBe(known)
    expect(
      withFileNews(known, { kind: 'changed', file: file('a', { revision: 4, state: 'deleted' }) }, query),
    ).toEqual([])
  })

  test('lets go of what its message took along', () => {
    const gone = { kind: 'messageGone', messageId: 'm-a' as MessageId } as const
    expect(ids(withFileNews([file('a'), file('b')], gone, all))).toBe('b')
  })

  test('goes on with its next page without doubles', () => {
    expect(ids(withNextPage([file('c'), file('b')], [file('b'), file('a')]))).toBe('cba')
  })

  test('stands by months, pictures apart', () => {
    const files = [
      file('a'),
      file('b', { kind: 'pdf' }),
      file('c', { uploadedAt: '2030-04-06T10:00:00.000Z' }),
    ]
    const months = byMonth(files, ({ kind }) => kind === 'image')
    expect(months.map(({ pictures, others }) => [ids(pictures), ids(others)])).toEqual([
      ['a', 'b'],
      ['c', ''],
    ])
  })
})
