import { readdirSync, readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId, FileId } from '../../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import type { Client } from '../../../test/client.ts'
import { picture, pngOf } from '../../../test/picture.ts'
import { begin, decided, patch, read, upload } from '../../../test/upload.ts'
import { createInspector, InspectorAwayError } from './inspector.ts'

let server: TestApp
let alice: Client
let channel: ChannelId

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  channel = (await alice.call('channels.create', { kind: 'private', name: 'talk' })).joined.channel.id
})
afterAll(() => server.stop())

const bodyOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())
const contentOf = async (id: FileId) => bodyOf(await read(alice, id))
describe('what a file is, is told by its bytes', () => {
  const utf16 = (text: string, isBig = false) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
    return isBig ? bytes.swap16() : bytes
  }
  const id3 = Buffer.concat([
    Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'),
    Buffer.from('fffb90000000', 'hex'),
    Buffer.alloc(1000),
  ])
  test.each<[string, Buffer, object]>([
    [
      'photo.exe',
      Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n', 'latin1'),
      { kind: 'pdf', contentType: 'application/pdf', isInline: true },
    ],
    [
      'virus.pdf',
      Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'),
      { kind: 'other', isInline: false },
    ],
    [
      'notes',
      Buffer.from('Grüße aus Köln, 東京 и Москва\n'),
      { kind: 'text', contentType: 'text/plain; charset=utf-8', isInline: true },
    ],
    ['old.txt', utf16('Grüße'), { kind: 'text', contentType: 'text/plain; charset=utf-16le' }],
    ['big.txt', utf16('Grüße', true), { kind: 'text', contentType: 'text/plain; charset=utf-16be' }],
    [
      'bare.txt',
      Buffer.from('plain words without a mark', 'utf16le'),
      { kind: 'text', contentType: 'text/plain; charset=utf-16le' },
    ],
    ['letters.txt', Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n'), { kind: 'pdf' }],
    ['text.txt', Buffer.from([0x61, 0x00, 0x01, 0x02]), { kind: 'other', isInline: false }],
    ['latin.txt', Buffer.from('Gr\xfc\xdfe', 'latin1'), { kind: 'other', isInline: false }],
    ['code.ts', Buffer.from('if (a < b && c > d) { alert("<b>") }\n'), { kind: 'text' }],
    ['readme.md', Buffer.from('# Title\n\nText with <b>HTML</b> in it\n'), { kind: 'text' }],
    ['song.jpg', id3, { kind: 'audio', contentType: 'audio/mpeg', isInline: true }],
    [
      'clip',
      Buffer.from('0000001c66747970697336640000020069736f6d69736f326d703431', 'hex'),
      { kind: 'video', contentType: 'video/mp4', isInline: true },
    ],
    [
      'a.png',
      gzipSync(Buffer.alloc(1000)),
      { kind: 'other', contentType: 'application/gzip', isInline: false },
    ],
  ])('%s', async (name, bytes, expected) => {
    expect(await upload(alice, channel, bytes, name)).toMatchObject({
      state: 'ready',
      thumbnails: [],
      ...expected,
    })
  })

  test('also of one letter, and of a long text that is cut within a letter', async () => {
    expect(await upload(alice, channel, Buffer.from('x'))).toMatchObject({ kind: 'text' })
    for (let shift = 0; shift < 4; shift += 1) {
      const long = Buffer.from(`${'x'.repeat(shift)}${'😀'.repeat(40_000)}`)
      expect(await upload(alice, channel, long)).toMatchObject({ kind: 'text', size: long.length })
    }
  })
})

describe('what could run is a download without a type', () => {
  const html = '<!doctype html><script>alert(document.cookie)</script>'
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  test.each<[string, Buffer]>([
    ['page.txt', Buffer.from(html)],
    ['page.png', Buffer.from(`\ufeff \n<!-- hello -->\n${html}`)],
    ['page.html', Buffer.from(`\ufeff${html}`, 'utf16le')],
    ['picture.png', Buffer.from(svg)],
    ['picture.svg', Buffer.from(`<?xml version="1.0"?>\n<!-- x -->${svg}`)],
    [
      'feed.xml',
      Buffer.from('<?xml version="1.0"?><x:html xmlns:x="http://www.w3.org/1999/xhtml"><x:script/></x:html>'),
    ],
  ])('%s', async (name, bytes) => {
    const file = await upload(alice, channel, bytes, name)
    expect(file).toMatchObject({ state: 'ready', isInline: false, thumbnails: [] })
    const { headers } = await read(alice, file.id)
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('content-disposition')).toMatch(/^attachment/)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox$/)
    expect((await contentOf(file.id)).equals(bytes)).toBe(true)
  })

  test('a picture that is a page or an archive as well is a picture and nothing else', async () => {
    const tail = Buffer.from(`<html><script>alert(1)</script></html>PK\x03\x04 and an archive`)
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const bytes = Buffer.concat([await picture(300, 200).toFormat(format).toBuffer(), tail])
      const file = await upload(alice, channel, bytes, `both.html`)
      expect(file).toMatchObject({ kind: 'image', contentType: `image/${format}`, isInline: true })
      const content = await contentOf(file.id)
      expect(content.includes('alert')).toBe(false)
      expect(file.size).toBe(content.length)
    }
    const comment = Buffer.from(`GIF89a/*`, 'latin1')
    const gif = await upload(alice, channel, Buffer.concat([comment, Buffer.from('*/=1;alert(1)')]), 'a.js')
    expect(gif).toMatchObject({ contentType: 'image/gif', isInline: false })
    expect((await read(alice, gif.id)).headers.get('content-disposition')).toMatch(/^attachment/)
  })
})

describe('bombs', () => {
  test('a picture of a billion pixels stays a download, and the server goes on', async () => {
    const file = await upload(alice, channel, pngOf(32_000, 32_000))
    expect(file).toMatchObject({
      state: 'ready',
      kind: 'image',
      isInline: false,
      thumbnails: [],
      width: null,
    })
    expect(file.size).toBeLessThan(2_000_000)
    expect(await upload(alice, channel, await picture(300, 200).png().toBuffer())).toMatchObject({
      thumbnails: [200],
    })
  })

  test('an archive is bytes: nothing is unpacked, however little of it there is', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    const before = process.memoryUsage().rss
    for (const name of ['bomb.gz', 'bomb.zip', 'bomb.docx']) {
      const bytes = name === 'bomb.gz' ? bomb : zipOf('[Content_Types].xml', bomb)
      const file = await upload(alice, channel, bytes, name)
      expect(file).toMatchObject({ state: 'ready', kind: 'other', isInline: false, size: bytes.length })
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000)
  })

  test('what takes too long or grows too large is ended, and the next one is looked at', async () => {
    const large = await picture(9000, 9000).png().toBuffer()
    for (const limits of [
      { timeMs: 20, memoryBytes: 2 ** 40, idleMs: 1000 },
      { timeMs: 60_000, memoryBytes: 1024 ** 2, idleMs: 1000 },
    ]) {
      const strict = createInspector(limits)
      expect(await strict.draw(large, true)).toBeNull()
      strict.stop()
    }
    const inspector = createInspector()
    const drawn = await inspector.draw(await picture(300, 200).png().toBuffer(), true)
    expect(drawn?.thumbnails.map(({ longerSide }) => longerSide)).toEqual([200])
    inspector.stop()
  })
})

test('a server that stops in the middle of a look has not looked: the next one does', async () => {
  const second = await startTestApp({
    databaseUrl: server.databaseUrl,
    settings: { NUCLEUS_DATA: server.context.config.dataFolder },
  })
  const bytes = await picture(9000, 9000).png().toBuffer()
  const { file } = await begin(alice, channel, bytes.length, 'large.png')
  await patch({ url: second.url, token: alice.token }, file.id, 0, bytes)
  await expect
    .poll(async () => (await server.context.db.file.findUnique({ where: { id: file.id } }))?.checkAt ?? null)
    .not.toBeNull()
  await second.stop()
  expect(await decided(alice, file.id)).toMatchObject({ kind: 'image', isInline: true, width: 9000 })

  const inspector = createInspector()
  const drawn = inspector.draw(bytes, true)
  const refused = expect(drawn).rejects.toBeInstanceOf(InspectorAwayError)
  await setImmediate()
  inspector.stop()
  await refused
})

test.skipIf(process.platform !== 'linux')(
  'an inspector that died while it had nothing to do is started again',
  async () => {
    const bytes = Buffer.from('plain words')
    await upload(alice, channel, bytes)
    for (const pid of inspectors()) process.kill(pid, 'SIGKILL')
    expect(await upload(alice, channel, bytes)).toMatchObject({ kind: 'text' })
  },
)

/** The processes that this one has started to look into files. */
const inspectors = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .filter((pid) => {
      try {
        const parent = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ')[1]
        const isOne = readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('inspector-process')
        return isOne && Number(parent) === process.pid
      } catch {
        return false
      }
    })
    .map(Number)

test('checks go on where they were when two servers share the work', async () => {
  const second = await startTestApp({
    databaseUrl: server.databaseUrl,
    settings: { NUCLEUS_DATA: server.context.config.dataFolder },
  })
  const begun = await Promise.all(
    Array.from({ length: 12 }, (_, index) => begin(alice, channel, 6, `n${index}.txt`)),
  )
  const there = { url: second.url, token: alice.token }
  await Promise.all(
    begun.map(({ file }, index) => patch(index % 2 ? alice : there, file.id, 0, Buffer.from('abcdef'))),
  )
  for (const { file } of begun)
    expect(await decided(alice, file.id)).toMatchObject({ state: 'ready', revision: 3 })
  await second.stop()
})

function zipOf(name: string, packed: Buffer): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(0xffffffff, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name), packed])
}
