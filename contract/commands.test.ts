import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { commands } from './commands.ts'
import { ErrorCode } from './errors.ts'

const all = Object.entries(commands)

describe('the list of commands', () => {
  test.each(all)(
    '%s is filed under its own name, in words and with refusals from the closed list',
    (name, command) => {
      expect(command.name).toBe(name)
      expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]*$/)
      expect(command.summary).toMatch(/^[A-Z].*\.$/s)
      for (const code of command.errors) expect(ErrorCode.options).toContain(code)
      expect(command.rate.limit).toBeGreaterThan(0)
    },
  )

  test.each(['before', 'after', 'around'] as const)(
    'no page of messages begins %s the end of all integers',
    (kind) => {
      const { input } = commands['messages.list']
      const accepts = (position: number) =>
        input.safeParse({ channelId: randomUUID(), at: { kind, position } }).success
      expect(accepts(2_000_000_000)).toBe(true)
      expect(accepts(2_000_000_001)).toBe(false)
    },
  )

  test('no two commands share a name', () => {
    expect(new Set(all.map(([, command]) => command)).size).toBe(all.length)
  })
})
