import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { createTestClock, minuteMs } from '../../test/browser.ts'
import type { Client } from '../../test/client.ts'
import { headerOf, partOf, startMailServer, type TestMailServer } from '../../test/mail-server.ts'
import { MailServer } from './mail-server.ts'
import { sendDigests } from './send.ts'

const from = 'Nucleus <nucleus@example.org>'
const hourMs = 60 * minuteMs

describe('the digest', () => {
  const clock = createTestClock()
  let mail: TestMailServer
  let app: TestApp
  let bob: Client
  let channelId: ChannelId
  let people = 0
  beforeAll(async () => {
    mail = await startMailServer({ user: 'nucleus', password: 'p@ss word' })
    const settings = { SMTP_URL: mail.url, SMTP_FROM: from, PUBLIC_URL: 'https://chat.example.org' }
    app = await startTestApp({ clock, settings })
  })
  afterAll(async () => {
    await app?.stop()
    await mail?.stop()
  })
  beforeEach(async () => {
    for (const step of Object.keys(mail.failAt)) delete mail.failAt[step as keyof typeof mail.failAt]
    mail.beforeTaking(null)
    mail.taken.length = 0
    // Everybody else has read everything.
    await app.context.db.$executeRaw`UPDATE person SET is_active = false WHERE role = 'member'`
    bob = await app.invite('member', `Bob ${++people}`)
    const memberIds = [bob.personId]
    const input = { kind: 'private', name: 'release', memberIds } as const
    channelId = (await app.owner.call('channels.create', input)).joined.channel.id
  })

  const run = async () => {
    await app.app.listeners.settled()
    return sendDigests(app.context)
  }
  const mention = () => app.owner.send(channelId, `<@${bob.personId}> the **secret** plan`)
  const seen = (who: Client) => who.call('reading.markAll', {})
  const settingsOf = async () => (await bob.call('digest.settings', {})).settings

  it('tells somebody who has been away who wrote where, once per period, and never what', async () => {
    const { message } = await mention()
    const direct = await app.owner.call('channels.openDirect', { personIds: [bob.personId] })
    await app.owner.send(direct.joined.channel.id, 'another secret')
    await run()
    clock.pass(59 * minuteMs)
    await run()
    expect(mail.taken).toHaveLength(0)
    clock.pass(2 * minuteMs)
    await run()
    await run()
    expect(mail.taken).toHaveLength(1)
    const [taken] = mail.taken
    if (!taken) throw new Error('nothing was taken')
    expect(taken).toMatchObject({
      to: [`bob.${people}@example.org`],
      from: 'nucleus@example.org',
      user: 'nucleus',
    })
    expect(headerOf(taken, 'subject')).toBe('2 things wait for you in Test')
    expect(headerOf(taken, 'from')).toBe(from)
    expect(headerOf(taken, 'auto-submitted')).toBe('auto-generated')
    expect(headerOf(taken, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    const text = partOf(taken, 'text/plain')
    expect(text).toContain('Olivia Owner mentioned you in #release')
    expect(text).toContain(`https://chat.example.org/c/${channelId}/m/${message.id}`)
    expect(text).toContain('Olivia Owner wrote to you (1 new message)')
    expect(partOf(taken, 'text/html')).toContain('Olivia Owner mentioned you in #release')
    expect(taken.raw).not.toContain('secret')
    // What was told is not told again; what comes after it is.
    clock.pass(2 * hourMs)
    await run()
    expect(mail.taken).toHaveLength(1)
    await mention()
    clock.pass(61 * minuteMs)
    await run()
    expect(mail.taken).toHaveLength(2)
    expect(headerOf(mail.taken[1] as (typeof mail.taken)[number], 'subject')).toBe(
      '1 thing waits for you in Test',
    )
  })

  it('writes to nobody who is there, has read it, is not to be disturbed, wants none, or is gone', async () => {
    await mention()
    clock.pass(2 * hourMs)
    await app.context.db
      .$executeRaw`UPDATE person SET last_seen_at = ${clock.now()} WHERE id = ${bob.personId}::uuid`
    await run()
    clock.pass(20 * minuteMs)
    await bob.call('notifications.pause', { until: new Date(clock.now().getTime() + hourMs).toISOString() })
    await run()
    await bob.call('notifications.pause', { until: null })
    await bob.call('digest.set', { choice: 'never' })
    clock.pass(hourMs)
    await run()
    await bob.call('digest.set', { choice: 'soon' })
    await bob.call('channels.setPreference', { channelId, notifyLevel: 'nothing' })
    clock.pass(hourMs)
    await run()
    await bob.call('channels.setPreference', { channelId, notifyLevel: null })
    await seen(bob)
    clock.pass(hourMs)
    await run()
    const { message } = await mention()
    clock.pass(hourMs)
    await app.owner.call('messages.delete', { messageId: message.id })
    await run()
    await mention()
    clock.pass(hourMs)
    await app.owner.call('channels.remove', { channelId, personId: bob.personId })
    await run()
    expect(mail.taken).toEqual([])
  })

  it('quotes messages only where admins allow it', async () => {
    const member = bob
    await expect(member.call('workspace.setMailExcerpts', { isAllowed: true })).rejects.toMatchObject({
      code: 'forbidden',
    })
    for (let times = 0; times < 2; times += 1) {
      const { workspace } = await app.owner.call('workspace.setMailExcerpts', { isAllowed: true })
      expect(workspace.mailExcerpts).toBe(true)
    }
    await mention()
    clock.pass(61 * minuteMs)
    await run()
    expect(partOf(mail.taken[0] as (typeof mail.taken)[number], 'text/plain')).toContain(
      `“@Bob ${people} the secret plan”`,
    )
    await app.owner.call('workspace.setMailExcerpts', { isAllowed: false })
  })

  it('tells also of keywords and groups, and of mentions in threads one does not follow', async () => {
    await bob.call('notifications.setRules', { keywords: ['kiwi'] })
    await app.owner.send(channelId, 'a kiwi')
    const root = (await app.owner.send(channelId, 'a root')).message
    await app.owner.send(channelId, '<!channel> in the thread', { threadId: root.id })
    clock.pass(61 * minuteMs)
    await run()
    const text = partOf(mail.taken[0] as (typeof mail.taken)[number], 'text/plain')
    expect(text).toContain('Olivia Owner wrote a keyword of yours in #release')
    expect(text).toContain(`https://chat.example.org/c/${channelId}/t/${root.id}?reply=`)
  })

  describe('when the mail server', () => {
    beforeEach(async () => {
      await mention()
      clock.pass(61 * minuteMs)
    })

    it('is closing down (421), it is tried again at the next run', async () => {
      mail.failAt.recipient = { code: 421, text: 'closing' }
      await run()
      expect(mail.taken).toEqual([])
      delete mail.failAt.recipient
      clock.pass(5 * minuteMs)
      await run()
      await run()
      expect(mail.taken).toHaveLength(1)
    })

    it('refuses the address (550), it is left alone until the setting is saved again', async () => {
      mail.failAt.recipient = { code: 550, text: 'no such user' }
      await run()
      expect((await settingsOf()).isRefused).toBe(true)
      delete mail.failAt.recipient
      const before = mail.tries()
      clock.pass(24 * hourMs)
      await run()
      expect(mail.tries()).toBe(before)
      await bob.call('digest.set', { choice: 'hourly' })
      expect((await settingsOf()).isRefused).toBe(false)
      clock.pass(20 * minuteMs)
      await run()
      expect(mail.taken).toHaveLength(1)
    })

    it('would not relay for us (554 5.7.1) for a while, everybody gets theirs later', async () => {
      mail.failAt.recipient = { code: 554, text: '5.7.1 Relay access denied' }
      await run()
      expect((await settingsOf()).isRefused).toBe(false)
      delete mail.failAt.recipient
      clock.pass(16 * minuteMs)
      await run()
      expect(mail.taken).toHaveLength(1)
    })

    it('refused the address a week ago, it gets another chance by itself', async () => {
      mail.failAt.recipient = { code: 550, text: 'no such user' }
      await run()
      delete mail.failAt.recipient
      await mention()
      clock.pass(6 * 24 * hourMs)
      await mention()
      await run()
      expect(mail.taken).toEqual([])
      clock.pass(25 * hourMs)
      await run()
      expect(mail.taken).toHaveLength(1)
      expect((await settingsOf()).isRefused).toBe(false)
    })

    it('offers no encryption, it never hears the password', async () => {
      await app.app.listeners.settled()
      // To this machine, by an address that does not say so.
      const away = mail.url.replace('127.0.0.1', '0.0.0.0')
      expect(await sendDigests(app.context, new MailServer(away))).toBe(1)
      expect(mail.taken).toEqual([])
      await sendDigests(app.context, new MailServer(`${away}?requireTLS=false`))
      expect(mail.taken).toHaveLength(1)
    })

    it('puts it off (450), it is tried again after a growing while', async () => {
      mail.failAt.recipient = { code: 450, text: 'greylisted' }
      await run()
      const before = mail.tries()
      clock.pass(4 * minuteMs)
      await run()
      expect(mail.tries()).toBe(before)
      clock.pass(2 * minuteMs)
      await run()
      expect(mail.tries()).toBe(before + 1)
      clock.pass(6 * minuteMs)
      await run()
      expect(mail.tries()).toBe(before + 1)
      delete mail.failAt.recipient
      clock.pass(5 * minuteMs)
      await run()
      expect(mail.taken).toHaveLength(1)
    })

    it('takes it and hangs up without a word, it is not sent twice in the period', async () => {
      mail.failAt.data = 'hang up'
      await run()
      expect(mail.taken).toHaveLength(1)
      delete mail.failAt.data
      clock.pass(30 * minuteMs)
      await run()
      expect(mail.taken).toHaveLength(1)
      // It may not have arrived: the next period tells of it again, if it still waits.
      clock.pass(31 * minuteMs)
      await run()
      expect(mail.taken).toHaveLength(2)
    })

    it.each(['connect', 'sender', 'recipient', 'data'] as const)(
      'says nothing at %s, it gives up in time',
      async (step) => {
        mail.failAt[step] = 'say nothing'
        await app.app.listeners.settled()
        const url = app.context.config.smtpUrl as string
        const began = performance.now()
        await sendDigests(app.context, new MailServer(url, { connectMs: 300, silenceMs: 300, wholeMs: 1000 }))
        expect(performance.now() - began).toBeLessThan(5000)
        delete mail.failAt[step]
        clock.pass(5 * minuteMs)
        await run()
        expect(mail.taken).toHaveLength(1)
      },
    )

    it('says nothing about one address, only that one waits', async () => {
      const silent = `bob.${people}@example.org`
      const eve = await app.invite('member', `Eve ${++people}`)
      await app.owner.call('channels.invite', { channelId, personIds: [eve.personId] })
      await app.owner.send(channelId, `<@${eve.personId}> too`)
      clock.pass(61 * minuteMs)
      await app.app.listeners.settled()
      const impatient = { connectMs: 300, silenceMs: 300, wholeMs: 1000 }
      const tryOnce = () =>
        sendDigests(app.context, new MailServer(app.context.config.smtpUrl as string, impatient))
      mail.sayNothingAbout(silent)
      await tryOnce()
      clock.pass(2 * minuteMs)
      await tryOnce()
      expect(mail.taken.map(({ to }) => to)).toEqual([[`eve.${people}@example.org`]])
      mail.sayNothingAbout(null)
      clock.pass(5 * minuteMs)
      await tryOnce()
      expect(mail.taken.map(({ to }) => to[0])).toContain(silent)
    })

    it('is not there, everybody waits', async () => {
      await app.app.listeners.settled()
      expect(await sendDigests(app.context, new MailServer('smtp://127.0.0.1:1'))).toBe(1)
      await run()
      expect(mail.taken).toHaveLength(1)
    })

    it('does not know the password, everybody waits', async () => {
      await app.app.listeners.settled()
      const wrong = mail.url.replace('p%40ss', 'other')
      expect(await sendDigests(app.context, new MailServer(wrong))).toBe(1)
      expect(mail.taken).toEqual([])
      await run()
      expect(mail.taken).toHaveLength(1)
    })
  })

  it('says how much waits, tells none of it twice, and muted talk hides nothing', async () => {
    const { joined } = await app.owner.call('channels.openDirect', { personIds: [bob.personId] })
    const eve = await app.invite('member', `Eve ${++people}`)
    const loud = await eve.call('channels.openDirect', { personIds: [bob.personId] })
    await bob.call('channels.setPreference', { channelId: loud.joined.channel.id, isMuted: true })
    const memberIds = [bob.personId]
    const everybody = await app.owner.call('channels.create', { kind: 'private', name: 'loud', memberIds })
    const noise = everybody.joined.channel.id
    await bob.call('channels.setPreference', { channelId: noise, notifyLevel: 'nothing' })
    for (let at = 0; at < 55; at += 1) {
      await eve.send(loud.joined.channel.id, `noise ${at}`)
      await app.owner.send(noise, `<@${bob.personId}> noise ${at}`)
    }
    for (let at = 0; at < 60; at += 1) await app.owner.send(joined.channel.id, `news ${at}`)
    await mention()
    clock.pass(61 * minuteMs)
    await run()
    expect(mail.taken).toHaveLength(1)
    const [taken] = mail.taken as [(typeof mail.taken)[number]]
    expect(headerOf(taken, 'subject')).toBe('61 things wait for you in Test')
    expect(partOf(taken, 'text/plain')).toContain('mentioned you in #release')
    expect(partOf(taken, 'text/plain')).toContain('and 10 more')
    expect(partOf(taken, 'text/plain')).not.toContain('Eve')
    clock.pass(2 * hourMs)
    await run()
    expect(mail.taken).toHaveLength(1)
  })

  it('quotes to guests no name of a group they are not in', async () => {
    await app.owner.call('workspace.setMailExcerpts', { isAllowed: true })
    const guest = await app.invite('guest', `Gus ${++people}`)
    const { group } = await app.owner.call('groups.create', {
      handle: 'layoffs',
      name: 'Layoffs',
      memberIds: [bob.personId],
    })
    await app.owner.call('channels.invite', { channelId, personIds: [guest.personId] })
    await app.owner.send(channelId, `<@${guest.personId}> <@${bob.personId}> see <!group:${group.id}>`)
    clock.pass(61 * minuteMs)
    await run()
    const textTo = (name: string) =>
      partOf(
        mail.taken.find(({ to }) => to[0]?.startsWith(name)) as (typeof mail.taken)[number],
        'text/plain',
      )
    expect(textTo('bob')).toContain('see @layoffs')
    expect(textTo('gus')).toContain('see @group')
    await app.owner.call('workspace.setMailExcerpts', { isAllowed: false })
  })

  it('is sent by one of two runs at once', async () => {
    await mention()
    clock.pass(61 * minuteMs)
    await app.app.listeners.settled()
    await Promise.all([sendDigests(app.context), sendDigests(app.context)])
    expect(mail.taken).toHaveLength(1)
  })
})
