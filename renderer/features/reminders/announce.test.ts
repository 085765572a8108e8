import { expect, test } from 'vitest'
import type { FileView } from '../../../contract/files.ts'
import type { MessageView } from '../../../contract/messages.ts'
import type { ReminderView } from '../../../contract/reminders.ts'
import { wordsOf } from './announce.ts'

const files = [{ name: 'plan_**b**.pdf', state: 'ready' } as FileView]
const about = (text: string, body: string) =>
  ({ text, message: { body, files } as MessageView }) as ReminderView

test('a reminder is told by its own words, its message, or the file that this is all of', () => {
  expect(wordsOf(about('call Bea', 'look'))).toBe('call Bea')
  expect(wordsOf(about('', '**look**'))).toBe('look')
  expect(wordsOf(about('', ''))).toBe('plan_**b**.pdf')
})
