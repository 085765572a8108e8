import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp, testPassword } from '../../test/app.ts'
import { createTestClock, dayMs, minuteMs, secondMs, TestBrowser } from '../../test/browser.ts'

const clock = createTestClock()
let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ clock, settings: { TRUST_PROXY: 'true' } })
})
afterAll(() => app.stop())

let counter = 0
/** Somebody with an account of their own, so that the tests do not slow each other down. */
async function somebody() {
  counter += 1
  await app.invite('member', `Target ${counter}`)
  return `target.${counter}@example.org`
}
const newAddress = () => `203.0.${Math.floor(++counter / 250)}.${counter % 250}`
const wrong = 'this is not the one'

/** Wrong tries in a row, each as soon as it is allowed; answers how long each but the first had to wait. */
async function guess(browser: TestBrowser, email: string, times: number): Promise<number[]> {
  const waits: number[] = []
  for (let round = 0; round < times; round += 1) {
    let answer = await browser.post('sessions.signIn', { email, password: wrong })
    if (answer.code === 'rate_limited') {
      waits.push(answer.retryAfterMs)
      clock.pass(answer.retryAfterMs)
      answer = await browser.post('sessions.signIn', { email, password: wrong })
    } else waits.push(0)
    expect(answer.code).toBe('wrong_credentials')
  }
  return waits
}

describe('wrong passwords slow the next try down', () => {
  test('five are free, then the wait doubles', async () => {
    const waits = await guess(new TestBrowser(app.url, newAddress()), await somebody(), 9)
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8].map((seconds) => seconds * secondMs))
  })

  test('the right password has to wait too, works after the wait, and clears the count', async () => {
    const email = await somebody()
    const address = newAddress()
    const browser = new TestBrowser(app.url, address)
    await guess(browser, email, 6)
    const early = await browser.post('sessions.signIn', { email, password: testPassword })
    expect(early).toMatchObject({ status: 429, code: 'rate_limited', retryAfterMs: 2 * secondMs })
    clock.pass(early.retryAfterMs)
    expect((await browser.post('sessions.signIn', { email, password: testPassword })).status).toBe(200)
    const anew = new TestBrowser(app.url, address)
    expect(await guess(anew, email, 6)).toEqual([0, 0, 0, 0, 0, secondMs])
  })

  test('a hundred at once are counted one by one', async () => {
    const email = await somebody()
    const browser = new TestBrowser(app.url, newAddress())
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => browser.post('sessions.signIn', { email, password: wrong })),
    )
    expect(answers.filter(({ code }) => code === 'wrong_credentials')).toHaveLength(5)
    expect(answers.filter(({ code }) => code === 'rate_limited')).toHaveLength(95)
  })

  test('an address that no account has is slowed down in the same way', async () => {
    const waits = await guess(new TestBrowser(app.url, newAddress()), 'nobody.at.all@example.org', 7)
    expect(waits.slice(5)).toEqual([1000, 2000])
  })

  test('one address against many accounts is slowed down after 30, by a minute at most', async () => {
    const browser = new TestBrowser(app.url, newAddress())
    const waits: number[] = []
    for (let account = 0; account < 40; account += 1)
      waits.push(...(await guess(browser, `many${account}@example.org`, 1)))
    expect(waits.slice(0, 30).every((wait) => wait === 0)).toBe(true)
    expect(waits.slice(30)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60].map((seconds) => seconds * secondMs))
  })

  test('many addresses against one account get one free try each, then wait with it', async () => {
    const email = await somebody()
    for (let round = 0; round < 30; round += 1) {
      expect(await guess(new TestBrowser(app.url, newAddress()), email, 1)).toEqual([0])
    }
    const bot = new TestBrowser(app.url, newAddress())
    const [first, second] = await guess(bot, email, 2)
    expect(first).toBe(0)
    expect(second).toBe(5 * minuteMs)
  })

  test('an outsider can not slow down a person on a device they know', async () => {
    const email = await somebody()
    const address = newAddress()
    const own = new TestBrowser(app.url, address)
    expect((await own.post('sessions.signIn', { email, password: testPassword })).status).toBe(200)
    // The outsider even sits behind the same address.
    await guess(new TestBrowser(app.url, address), email, 12)
    for (let round = 0; round < 25; round += 1) await guess(new TestBrowser(app.url, newAddress()), email, 1)
    own.cookies.delete('nucleus_session')
    expect((await own.post('sessions.signIn', { email, password: testPassword })).status).toBe(200)
  })

  test('a known device has its own count, and a made-up device cookie none', async () => {
    const email = await somebody()
    const own = new TestBrowser(app.url, newAddress())
    await own.post('sessions.signIn', { email, password: testPassword })
    const waits = await guess(own, email, 12)
    expect(waits).toEqual([...Array(10).fill(0), 1000, 2000])
    const liar = new TestBrowser(app.url, newAddress())
    liar.cookies.set('nucleus_device', 'x'.repeat(43))
    expect((await guess(liar, email, 6)).at(-1)).toBe(1000)
  })

  test('a device cookie that somebody else chose is replaced at the sign-in', async () => {
    const browser = new TestBrowser(app.url, newAddress())
    const planted = 'x'.repeat(43)
    browser.cookies.set('nucleus_device', planted)
    await browser.post('sessions.signIn', { email: await somebody(), password: testPassword })
    const own = browser.cookies.get('nucleus_device')
    expect(own).not.toBe(planted)
    browser.cookies.delete('nucleus_session')
    await browser.post('sessions.signIn', { email: await somebody(), password: testPassword })
    expect(browser.cookies.get('nucleus_device')).toBe(own)
  })

  test("a known device of one person is a stranger's to another", async () => {
    const [one, other] = [await somebody(), await somebody()]
    const browser = new TestBrowser(app.url, newAddress())
    await browser.post('sessions.signIn', { email: one, password: testPassword })
    expect((await guess(browser, other, 6)).at(-1)).toBe(1000)
  })

  test('an account of one’s own does not wash the address clean', async () => {
    const email = await somebody()
    const address = newAddress()
    for (let account = 0; account < 29; account += 1) {
      await guess(new TestBrowser(app.url, address), `washed${account}@example.org`, 1)
    }
    expect(
      (await new TestBrowser(app.url, address).post('sessions.signIn', { email, password: testPassword }))
        .status,
    ).toBe(200)
    const waits = await guess(new TestBrowser(app.url, address), 'washed.more@example.org', 2)
    expect(waits).toEqual([0, 1000])
  })

  test('an address that an office shares recovers, although somebody signs in there all the time', async () => {
    const address = newAddress()
    for (let account = 0; account < 36; account += 1)
      await guess(new TestBrowser(app.url, address), `mistyped${account}@example.org`, 1)
    const input = { email: await somebody(), password: testPassword }
    for (let halfHour = 0; halfHour < 4; halfHour += 1) {
      clock.pass(30 * minuteMs)
      expect((await new TestBrowser(app.url, address).post('sessions.signIn', input)).status).toBe(200)
    }
    const waits: number[] = []
    for (let account = 0; account < 10; account += 1)
      waits.push(...(await guess(new TestBrowser(app.url, address), `once${account}@example.org`, 1)))
    expect(waits).toEqual(Array(10).fill(0))
  })

  test('a right password keeps nobody else at the address waiting', async () => {
    const address = newAddress()
    const people = [await somebody(), await somebody()]
    for (let account = 0; account < 37; account += 1)
      await guess(new TestBrowser(app.url, address), `crowd${account}@example.org`, 1)
    clock.pass(minuteMs)
    for (const email of people) {
      const browser = new TestBrowser(app.url, address)
      expect((await browser.post('sessions.signIn', { email, password: testPassword })).status).toBe(200)
    }
  })

  test('it is forgotten after a day without tries, and the sweep drops the rows', async () => {
    const email = await somebody()
    const browser = new TestBrowser(app.url, newAddress())
    await guess(browser, email, 8)
    clock.pass(dayMs)
    expect(await guess(browser, email, 5)).toEqual([0, 0, 0, 0, 0])
    clock.pass(dayMs)
    const { endExpiredSessions } = await import('./service.ts')
    await endExpiredSessions(app.context)
    expect(await app.context.db.signInFailure.count()).toBe(0)
  })

  test('no e-mail address is kept with the counts', async () => {
    await guess(new TestBrowser(app.url, newAddress()), 'secret.person@example.org', 1)
    const rows = await app.context.db.signInFailure.findMany()
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(/secret|203\.0/)
  })
})
