import { readdirSync, readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { crc32 as crc, deflateSync, gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { thumbnailPath } from '../../../../contract/files.ts'
import type { ChannelId, FileId } from '../../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import type { Client } from '../../../test/client.ts'
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
const thumbnailOf = async (id: FileId, size: number) => {
  const answer = await fetch(server.url + thumbnailPath(id, size), {
    headers: { authorization: `Bearer ${alice.token}` },
  })
  return { answer, bytes: await bodyOf(answer) }
}
/** Left half red, right half blue, so that turning it is seen. */
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c00' } }).composite([
    {
      input: { create: { width: Math.ceil(width / 2), height, channels: 3, background: '#00c' } },
      left: Math.floor(width / 2),
      top: 0,
    },
  ])
const withPlace = {
  IFD0: { Copyright: 'SECRET OWNER', Model: 'SECRET CAMERA' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '52/1 31/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '13/1 24/1 0/1',
  },
}

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

describe('pictures', () => {
  test('have thumbnails in every smaller size, and their own size as it is shown', async () => {
    const file = await upload(alice, channel, await picture(1600, 800).png().toBuffer())
    expect(file).toMatchObject({
      kind: 'image',
      width: 1600,
      height: 800,
      thumbnails: [200, 480, 1200],
      isInline: true,
    })
    for (const size of file.thumbnails) {
      const { answer, bytes } = await thumbnailOf(file.id, size)
      expect(answer.headers.get('content-type')).toBe('image/webp')
      expect(answer.headers.get('content-security-policy')).toMatch(/sandbox$/)
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: size, height: size / 2 })
    }
    expect((await thumbnailOf(file.id, 300)).answer.status).toBe(404)
    const small = await upload(alice, channel, await picture(40, 30).png().toBuffer())
    expect(small).toMatchObject({ width: 40, height: 30, thumbnails: [], isInline: true })
  })

  test.each(['jpeg', 'png', 'webp'] as const)(
    'a %s tells nobody where, by whom and with what it was taken, and still stands upright',
    async (format) => {
      const bytes = await picture(600, 400)
        .withMetadata({ orientation: 6 })
        .withExifMerge(withPlace)
        .toFormat(format)
        .toBuffer()
      const before = await sharp(bytes).metadata()
      expect([before.orientation, before.exif?.includes('SECRET')]).toEqual([6, true])
      const file = await upload(alice, channel, bytes, 'holiday.jpg')
      expect(file).toMatchObject({ width: 400, height: 600, isInline: true })
      const content = await contentOf(file.id)
      expect(content.includes('SECRET')).toBe(false)
      const after = await sharp(content).metadata()
      expect([after.width, after.height, after.orientation]).toEqual([600, 400, 6])
      expect(after.exif?.length ?? 0).toBeLessThan(40)
      // Not one pixel was changed.
      const pixels = (from: Buffer) => sharp(from).raw().toBuffer()
      expect((await pixels(content)).equals(await pixels(bytes))).toBe(true)
      const { bytes: thumbnail } = await thumbnailOf(file.id, 200)
      const { exif, width, height } = await sharp(thumbnail).metadata()
      expect([exif, width, height]).toEqual([undefined, 133, 200])
      // Turned by a quarter: what was left is above.
      const { data } = await sharp(thumbnail)
        .resize(1, 2, { fit: 'fill' })
        .raw()
        .toBuffer({ resolveWithObject: true })
      expect((data[0] ?? 0) > 150 && (data[5] ?? 0) > 150).toBe(true)
      expect((await alice.call('files.find', { fileId: file.id })).file.size).toBe(content.length)
    },
  )

  test('take no more room than what is kept of them', async () => {
    const used = (await alice.call('files.usage', {})).ownBytes
    const bytes = await picture(300, 300).withExifMerge(withPlace).jpeg().toBuffer()
    const file = await upload(alice, channel, bytes)
    expect(file.size).toBeLessThan(bytes.length)
    expect((await alice.call('files.usage', {})).ownBytes).toBe(used + file.size)
  })

  test('that a browser can not show, or whose metadata stay in, are shown by their thumbnails alone', async () => {
    const file = await upload(alice, channel, await picture(300, 100).tiff().toBuffer())
    expect(file).toMatchObject({ kind: 'image', isInline: false, thumbnails: [200], width: 300 })
    expect((await thumbnailOf(file.id, 200)).answer.status).toBe(200)
  })

  test('that are damaged stay a download', async () => {
    const whole = await picture(800, 800).jpeg().toBuffer()
    const file = await upload(alice, channel, whole.subarray(0, whole.length / 2))
    expect(file).toMatchObject({
      state: 'ready',
      kind: 'image',
      isInline: false,
      thumbnails: [],
      width: null,
    })
    expect((await contentOf(file.id)).length).toBe(file.size)
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
      expect(await strict.draw(large, 'image/png', true)).toBeNull()
      strict.stop()
    }
    const inspector = createInspector()
    const drawn = await inspector.draw(await picture(300, 200).png().toBuffer(), 'image/png', true)
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
  const drawn = inspector.draw(bytes, 'image/png', true)
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

/** A PNG that says how many pixels it has, all of them black. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const row = Buffer.alloc(1 + width / 8)
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)), { level: 9 })
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function zipOf(name: string, packed: Buffer): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(0xffffffff, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name), packed])
}
