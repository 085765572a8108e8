// pdf.js, loaded when the first PDF is opened. All it needs comes from our own files: its worker, the maps of Asian
// character sets, fonts for documents that bring none, and decoders for rare pictures.
import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentLoadingTask,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import { contentPath, type FileView } from '../../../../contract/files.ts'

export { type PDFDocumentProxy, type PDFPageProxy, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs'

GlobalWorkerOptions.workerSrc = workerUrl

const parts = import.meta.glob<string>(
  [
    '../../../../node_modules/pdfjs-dist/cmaps/*.bcmap',
    '../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
    '../../../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg}.wasm',
  ],
  { eager: true, import: 'default', query: '?url' },
)
const addresses = new Map(Object.entries(parts).map(([path, url]) => [path.split('/').at(-1) ?? '', url]))

/** How pdf.js asks for such a part. */
class OwnParts {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const url = addresses.get(filename)
    if (!url) throw new Error(`There is no ${filename}.`)
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${filename} could not be had (${response.status}).`)
    return new Uint8Array(await response.arrayBuffer())
  }
}

/** Only what is looked at is fetched, in pieces of this size. */
const pieceBytes = 256 * 1024

/** Opens a PDF. Call `destroy` when done. */
export function openPdf(file: FileView): PDFDocumentLoadingTask {
  return getDocument({
    url: contentPath(file.id),
    rangeChunkSize: pieceBytes,
    disableAutoFetch: true,
    BinaryDataFactory: OwnParts,
    useWorkerFetch: false,
    // Only their being there counts: OwnParts knows the addresses.
    cMapUrl: 'own/',
    standardFontDataUrl: 'own/',
    wasmUrl: 'own/',
  })
}
