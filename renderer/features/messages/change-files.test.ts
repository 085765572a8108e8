import { describe, expect, test } from 'vitest'
import type { Event } from '../../../contract/events.ts'
import type { FileView } from '../../../contract/files.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { changeMessage, tombstone } from './change.ts'

const file = (id: string, revision: number, state = 'checking') => ({ id, revision, state }) as FileView
const message = { id: 'm', deletedAt: null, files: [file('a', 2), file('b', 2)] } as unknown as MessageView
const changed = (view: FileView): Event => ({ type: 'file.changed', file: view })
const states = ({ files }: MessageView) => files.map(({ state }) => state)

describe('the files of a message', () => {
  test('become what is heard of them', () => {
    expect(states(changeMessage(message, changed(file('b', 3, 'ready'))))).toEqual(['checking', 'ready'])
  })

  test('stay as they are when the news is older, the same, or about another file', () => {
    for (const old of [file('a', 1, 'uploading'), file('a', 2, 'ready'), file('c', 9, 'ready')])
      expect(changeMessage(message, changed(old))).toBe(message)
  })

  test('go with a deleted message', () => {
    expect(tombstone(message, '2030-01-01T00:00:00.000Z').files).toEqual([])
  })
})
