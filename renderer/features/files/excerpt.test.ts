import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FileView } from '../../../contract/files.ts'
import words from '../../locales/en/files.json' with { type: 'json' }
import { excerptOf } from './excerpt.ts'

const file = (name: string, state = 'ready') => ({ name, state }) as FileView

beforeAll(() => i18next.init({ lng: 'en', resources: { en: { files: words } } }))

describe('what stands for a message in one line', () => {
  test('is its words while it has any', () => {
    expect(excerptOf({ body: 'look', files: [file('plan.pdf')] })).toBe('look')
    expect(excerptOf({ body: '**look**\n- at `this`', files: [] })).toBe('look at this')
  })

  test('is the name of its file, or how many there are', () => {
    expect(excerptOf({ body: '', files: [file('plan.pdf')] })).toBe('plan.pdf')
    expect(excerptOf({ body: '', files: [file('a'), file('b'), file('c')] })).toBe('3 files')
  })

  test('tells no name of what was deleted', () => {
    expect(excerptOf({ body: '', files: [file('secret', 'deleted'), file('plan.pdf')] })).toBe('plan.pdf')
    expect(excerptOf({ body: '', files: [file('secret', 'deleted')] })).toBe('Deleted file')
  })
})
