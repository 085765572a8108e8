import { describe, expect, test } from 'vitest'
import { leastLength, weaknessOf } from './password-strength.ts'

const names = ['nucleus', 'Alice Miller', 'alice.m@acme-tools.example', 'Acme Tools']

describe('weaknessOf', () => {
  test.each([
    ['a long walk by the sea'],
    ['korrekt pferd batterie'],
    ['9vQx#2LmzP'],
    ['пароль для моря и гор'],
    ['xylofon-hallway'],
    ['alice likes the mountains'],
    ['dolphins jump at 7am'],
  ])('takes %j', async (password) => expect(await weaknessOf(password, names)).toBeNull())

  test.each([
    ['too short', '9vQx#2Lmz'],
    ['too short in characters, though not in bytes', '🐙🐙🐠🐡🦈🐬'],
    ['well known', '1q2w3e4r5t'],
    ['well known in capitals', 'Basketball'],
    ['well known with digits behind it', 'password123456'],
    ['well known with a year and a sign', 'Football2026!'],
    ['well known in leetspeak', 'P@55w0rd1234'],
    ['well known in full-width letters', 'ｂａｓｋｅｔｂａｌｌ'],
    ['well known, written twice', 'monkeymonkey'],
    ['one sign', 'aaaaaaaaaaaa'],
    ['few signs', 'abababbaabba'],
    ['a repeated group', 'xk9xk9xk9xk9'],
    ['a run over the keyboard', 'asdfghjklqwerty'],
    ['a run backwards', 'zyxwvutsrq'],
    ['digits in order', '12345678901234'],
    ['the own name', 'Alice-Miller'],
    ['the own name and a year', 'alicemiller2026'],
    ['the own name in leetspeak', '4l1ceM1ll3r'],
    ['the e-mail address', 'alice.m@acme-tools.example'],
    ['the first name over and over', 'alicealicealice'],
    ['the workspace', 'acmetools123'],
    ['the product', 'Nucleus2026!'],
  ])('refuses what is %s', async (_why, password) => expect(await weaknessOf(password, names)).toMatch(/\w/))

  test('tells how long it has to be', async () => {
    expect(await weaknessOf('short', [])).toContain(String(leastLength))
  })

  test('is quick for the longest password', async () => {
    await weaknessOf('warm up the list', names)
    const startedAt = performance.now()
    await weaknessOf('qwertyuiop'.repeat(20), names)
    await weaknessOf('ab1'.repeat(66), names)
    expect(performance.now() - startedAt).toBeLessThan(100)
  })
})
