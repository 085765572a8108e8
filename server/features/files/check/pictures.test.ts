import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { thumbnailPath } from '../../../../contract/files.ts'
import type { ChannelId, FileId } from '../../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import type { Client } from '../../../test/client.ts'
import { picture, pngOf, pngText, tiffSaying } from '../../../test/picture.ts'
import { read, upload } from '../../../test/upload.ts'

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
const withPlace = {
  IFD0: { Copyright: 'SECRET OWNER', Model: 'SECRET CAMERA' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '52/1 31/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '13/1 24/1 0/1',
  },
}

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

  const asHeic = (avif: Buffer) => Buffer.from(avif.toString('latin1').replaceAll('avif', 'heic'), 'latin1')
  test.each<[string, string, (of: ReturnType<typeof picture>) => Promise<Buffer>]>([
    [
      'tiff',
      'image/tiff',
      async (of) => tiffSaying(await of.tiff().toBuffer(), 'SECRET OWNER\0', 'SECRET GARDEN\0'),
    ],
    ['avif', 'image/avif', (of) => of.avif({ lossless: true }).toBuffer()],
    // Nothing here writes HEIC; what is in its boxes is of no account to what is said in the others.
    ['heic', 'image/heic', async (of) => asHeic(await of.avif({ lossless: true }).toBuffer())],
  ])('so does a %s, in which nothing is moved', async (name, contentType, write) => {
    const bytes = await write(
      picture(600, 400)
        .withExifMerge(withPlace)
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET PLACE</x:xmpmeta>'),
    )
    expect([bytes.includes('SECRET OWNER'), bytes.includes('SECRET PLACE')]).toEqual([true, true])
    const file = await upload(alice, channel, bytes, `holiday.${name}`)
    expect(file).toMatchObject({ kind: 'image', contentType, isInline: false, size: bytes.length })
    const content = await contentOf(file.id)
    expect(content.includes('SECRET')).toBe(false)
    const { exif = Buffer.alloc(0) } = await sharp(content).metadata()
    expect(exif.filter((byte) => byte !== 0).length).toBeLessThan(20)
    const pixels = (from: Buffer) => sharp(from).raw().toBuffer()
    expect((await pixels(content)).equals(await pixels(bytes))).toBe(true)
  })

  test('that are too large to be drawn tell no more than others', async () => {
    const whole = pngOf(32_000, 32_000)
    const told = Buffer.concat([whole.subarray(0, 33), pngText('SECRET PLACE'), whole.subarray(33)])
    const file = await upload(alice, channel, told)
    expect(file).toMatchObject({ isInline: false, thumbnails: [], size: whole.length })
    expect((await contentOf(file.id)).equals(whole)).toBe(true)
  })

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
