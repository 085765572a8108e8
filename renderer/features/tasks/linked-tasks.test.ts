import { expect, test } from 'vitest'
import type { MessageView } from '../../../contract/messages.ts'
import { tasksOf } from './linked-tasks.ts'

const origin = 'https://chat.example.org'
const board = '0190a7a0-0000-7000-8000-00000000000b'
const [one, two] = ['0190a7a0-0000-7000-8000-000000000001', '0190a7a0-0000-7000-8000-000000000002'] as const
const link = (id: string, from = origin) => `${from}/b/${board}?task=${id}`
const of = (body: string, more: Partial<MessageView> = {}) =>
  tasksOf({ id: 'm', body, taskIds: [], isTask: false, ...more } as unknown as MessageView, origin)

test('a message shows the tasks made from it and those it links to, each once', () => {
  expect(of(`see ${link(one)} and [this](${link(two)}), ${link(one)}`)).toEqual([one, two])
  expect(of(`see ${link(one)}`, { taskIds: [one] as never })).toEqual([one])
  expect(of('', { id: two as never, isTask: true })).toEqual([two])
})

test('links that lead elsewhere are none of its tasks', () => {
  expect(of(link(one, 'https://chat-example.org'))).toEqual([])
  expect(of(link(one, 'https://evil.example/https://chat.example.orgX'))).toEqual([])
  expect(of(`${origin}/b/${board}?person=${one}`)).toEqual([])
})
