// What stands in a text or a PDF, for search. Runs in the inspector's process: a PDF may be made to burst what reads it.
import { fileURLToPath } from 'node:url'
import type { PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Of a text so much is read. */
export const mostWordBytes = 400_000
/** Of the words so much is kept. */
export const mostWords = 100_000

// biome-ignore lint/suspicious/noControlCharactersInRegex: Postgres takes no zero character, and nobody looks for the others
const unseen = /[\u0000-\u001f\u007f]+/g

/** In one line, of whole characters, as much as is kept. Called where it is stored: whoever read it may have been burst. */
export const tidyWords = (text: string): string =>
  text.replace(unseen, ' ').toWellFormed().replace(/\s+/g, ' ').trim().slice(0, mostWords).toWellFormed()

const folderOf = (name: string) =>
  fileURLToPath(new URL(`./${name}/`, import.meta.resolve('pdfjs-dist/package.json')))

type Document = Awaited<PDFDocumentLoadingTask['promise']>

/** Throws for a damaged page: the others can be read all the same. */
async function readPage(document: Document, number: number): Promise<string> {
  const page = await document.getPage(number)
  const { items } = await page.getTextContent()
  page.cleanup()
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
}

/** Page after page, until there is enough. Throws for what is damaged or wants a password. */
async function readPdf(bytes: Uint8Array): Promise<string> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const reading = getDocument({
    data: Uint8Array.from(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    // What the numbers in Chinese, Japanese and Korean documents stand for.
    cMapUrl: folderOf('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folderOf('standard_fonts'),
  })
  try {
    const document = await reading.promise
    let text = ''
    for (let number = 1; number <= document.numPages && text.length < mostWords; number += 1) {
      text += `${await readPage(document, number).catch(() => '')}\n`
    }
    return text
  } finally {
    await reading.destroy()
  }
}

/** `contentType` as sniffed; null for what has no words. */
export async function readWords(bytes: Uint8Array, contentType: string): Promise<string | null> {
  const encoding = /^text\/plain; charset=(.+)$/.exec(contentType)?.[1]
  const text = encoding ? new TextDecoder(encoding).decode(bytes) : await readPdf(bytes)
  return text || null
}
