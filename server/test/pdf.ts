// Small PDFs made by hand (ISO 32000-1, 7.5): one page with one line of text.
import { constants, deflateRawSync, deflateSync } from 'node:zlib'

type Thing = { head: string; stream?: Buffer }

const pack = (plain: Buffer): Thing => ({ head: '/Filter /FlateDecode', stream: deflateSync(plain) })

function fileOf(things: Thing[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e4\u00f6\n', 'latin1')]
  const places: number[] = []
  const size = () => parts.reduce((sum, { length }) => sum + length, 0)
  for (const [index, { head, stream }] of things.entries()) {
    places.push(size())
    const body = stream ? `<< ${head} /Length ${stream.length} >>\nstream\n` : head
    parts.push(Buffer.from(`${index + 1} 0 obj\n${body}`, 'latin1'))
    if (stream) parts.push(stream, Buffer.from('\nendstream'))
    parts.push(Buffer.from('\nendobj\n'))
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${things.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${things.length + 1} /Root 1 0 R >>\nstartxref\n${size()}\n%%EOF\n`
  return Buffer.concat([...parts, Buffer.from(end)])
}

const page = [
  { head: '<< /Type /Catalog /Pages 2 0 R >>' },
  { head: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
  {
    head: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
  },
]
const latin = { head: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' }

/** A font whose codes are those of UTF-16, as Adobe names it: what they mean stands in a table that readers bring along. */
const japanese = [
  {
    head: '<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UTF16-H /DescendantFonts [6 0 R] >>',
  },
  {
    head: '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> /FontDescriptor 7 0 R >>',
  },
  {
    head: '<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
  },
]

/** A line in Latin letters, or in Japanese without any Latin. `isPacked`: its page is compressed. */
export function pdfOf(line: string, isPacked: boolean): Buffer {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  const isLatin = /^[\u0000-\u007f]*$/.test(line)
  const shown = isLatin
    ? `(${line})`
    : `<${Buffer.from(Buffer.from(line, 'utf16le')).swap16().toString('hex')}>`
  const content = Buffer.from(`BT /F1 18 Tf 20 100 Td ${shown} Tj ET`, 'latin1')
  return fileOf([
    ...page,
    isPacked ? pack(content) : { head: '', stream: content },
    ...(isLatin ? [latin] : japanese),
  ])
}

/** A page of a few megabytes that becomes more than a gigabyte when it is unpacked. */
export function pdfBomb(): Buffer {
  const words = Buffer.from('BT /F1 9 Tf (boom) Tj ET '.repeat(50_000))
  // Fully flushed, a piece stands for itself and may be repeated (RFC 1951).
  const piece = deflateRawSync(words, { finishFlush: constants.Z_FULL_FLUSH })
  const stream = Buffer.concat([
    Buffer.from([0x78, 0x9c]),
    ...Array.from({ length: 1000 }, () => piece),
    Buffer.from([3, 0]),
  ])
  return fileOf([...page, { head: '/Filter /FlateDecode', stream }, latin])
}
