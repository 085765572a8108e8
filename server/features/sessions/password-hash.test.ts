import { argon2Sync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { hashPassword, isPassword } from './password-hash.ts'

describe('passwords', () => {
  test('are kept as argon2id with a salt of their own, and recognised', async () => {
    const [one, two] = await Promise.all([hashPassword('sea and sand'), hashPassword('sea and sand')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(one).not.toBe(two)
    expect(await isPassword('sea and sand', one)).toBe(true)
    expect(await isPassword('sea and Sand', one)).toBe(false)
    expect(await isPassword('', one)).toBe(false)
  })

  test('are the same word whether an accent is one code point or two', async () => {
    expect(await isPassword('cafe\u0301 am meer', await hashPassword('caf\u00e9 am meer'))).toBe(true)
  })

  test('with other costs, written by another version, are still recognised', async () => {
    const nonce = Buffer.from('0123456789abcdef')
    const tag = argon2Sync('argon2id', {
      message: 'sea',
      nonce,
      parallelism: 1,
      tagLength: 24,
      memory: 64,
      passes: 3,
    })
    const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
    const hash = `$argon2id$v=19$m=64,t=3,p=1$${plain(nonce)}$${plain(tag)}`
    expect(await isPassword('sea', hash)).toBe(true)
    expect(await isPassword('see', hash)).toBe(false)
  })

  test('nobody has no password', async () => {
    expect(await isPassword('', null)).toBe(false)
    expect(await isPassword('anything', null)).toBe(false)
  })

  test('a flood beyond the queue is sent away, and the queue itself is served', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 200 }, () => isPassword('flood', null)))
    const refused = tries.filter((one) => one.status === 'rejected')
    expect(refused).toHaveLength(200 - 152)
    for (const { reason } of refused)
      expect(reason).toMatchObject({ code: 'rate_limited', retryAfterMs: 2000 })
    expect(await isPassword('after it', null)).toBe(false)
  })
})
