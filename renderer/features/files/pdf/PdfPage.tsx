// One page of a PDF as a picture, with its words laid over it to be selected, searched and read out.
import { useEffect, useRef, useState } from 'react'
import { type PDFDocumentProxy, TextLayer } from './library.ts'
import './pdf.css'

type PdfPageProps = {
  pdf: PDFDocumentProxy
  number: number
  /** In pixels of the screen. */
  width: number
  /** Of its place until the page itself is known. */
  aspect: number
  label: string
  hasWords?: boolean
  onBroken?: () => void
}

/** Browsers draw no larger canvas than this reliably. */
const mostPixels = 16_000_000

export function PdfPage({ pdf, number, width, aspect, label, hasWords, onBroken }: PdfPageProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const words = useRef<HTMLDivElement>(null)
  const [shape, setShape] = useState(aspect)
  const broken = useRef(onBroken)
  broken.current = onBroken

  useEffect(() => {
    let stop = () => {}
    let isCurrent = true
    const draw = async () => {
      const page = await pdf.getPage(number)
      if (!isCurrent || !canvas.current) return
      const whole = page.getViewport({ scale: 1 })
      setShape(whole.width / whole.height)
      const scale = width / whole.width
      const viewport = page.getViewport({ scale })
      const pixels = viewport.width * viewport.height
      const density = Math.min(devicePixelRatio, Math.sqrt(mostPixels / pixels))
      canvas.current.width = Math.floor(viewport.width * density)
      canvas.current.height = Math.floor(viewport.height * density)
      const drawing = page.render({
        canvas: canvas.current,
        viewport: page.getViewport({ scale: scale * density }),
      })
      stop = () => drawing.cancel()
      await drawing.promise
      if (!hasWords || !isCurrent || !words.current) return
      words.current.replaceChildren()
      words.current.style.setProperty('--total-scale-factor', String(scale))
      const layer = new TextLayer({
        textContentSource: page.streamTextContent(),
        container: words.current,
        viewport,
      })
      stop = () => layer.cancel()
      await layer.render()
    }
    draw().catch(() => isCurrent && broken.current?.())
    return () => {
      isCurrent = false
      stop()
    }
  }, [pdf, number, width, hasWords])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a page of a document
    <div
      role="group"
      aria-label={label}
      className="relative overflow-hidden bg-white"
      style={{ width, aspectRatio: String(shape) }}
    >
      <canvas ref={canvas} className="block size-full" aria-hidden={hasWords} />
      {hasWords && <div ref={words} className="pdf-words" dir="ltr" />}
    </div>
  )
}
