// A PDF in the viewer: its pages one below the other, drawn as they come into view.
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileView } from '../../../../contract/files.ts'
import { Spinner } from '../../../ui/Spinner.tsx'
import { PdfPage } from '../pdf/PdfPage.tsx'
import { type OpenPdf, usePdf } from '../pdf/use-pdf.ts'

const widest = 900
const marginPx = 800

type PdfStageProps = { file: FileView; zoom: number; onBroken: () => void }

export function PdfStage({ file, zoom, onBroken }: PdfStageProps) {
  const { t } = useTranslation()
  const opened = usePdf(file)
  useEffect(() => {
    if (opened === null) onBroken()
  }, [opened, onBroken])
  if (!opened) {
    return (
      <div className="flex size-full items-center justify-center">
        <Spinner size={24} label={t('loading')} />
      </div>
    )
  }
  return <Pages file={file} opened={opened} zoom={zoom} />
}

function Pages({ file, opened, zoom }: { file: FileView; opened: OpenPdf; zoom: number }) {
  const { t } = useTranslation('files')
  const box = useRef<HTMLElement>(null)
  const [room, setRoom] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const watch = new ResizeObserver(() => setRoom(element.clientWidth))
    watch.observe(element)
    setRoom(element.clientWidth)
    return () => watch.disconnect()
  }, [])
  const count = opened.pdf.numPages
  const width = Math.round(Math.min(widest, Math.max(280, room - 140)) * zoom)
  return (
    <section
      ref={box}
      aria-label={file.name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: pages are scrolled by keyboard
      tabIndex={0}
      className="flex size-full flex-col overflow-auto overscroll-contain pb-6 outline-none"
    >
      {room > 0 &&
        Array.from({ length: count }, (_, index) => (
          <PlaceOfPage
            // biome-ignore lint/suspicious/noArrayIndexKey: pages have no other name
            key={index}
            opened={opened}
            number={index + 1}
            width={width}
            label={t('viewer.page', { number: index + 1, count })}
          />
        ))}
    </section>
  )
}

type PlaceOfPageProps = { opened: OpenPdf; number: number; width: number; label: string }

/** Keeps the room of a page, and draws it while it is near. */
function PlaceOfPage({ opened, number, width, label }: PlaceOfPageProps) {
  const place = useRef<HTMLDivElement>(null)
  const [isNear, setIsNear] = useState(number === 1)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const root = element.parentElement
    const watch = new IntersectionObserver(([seen]) => setIsNear(seen?.isIntersecting ?? false), {
      root,
      rootMargin: `${marginPx}px`,
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return (
    <div
      ref={place}
      className="mx-auto mb-3 shrink-0"
      style={{ width, minHeight: isNear ? 0 : width / opened.aspect }}
    >
      {isNear && (
        <PdfPage
          pdf={opened.pdf}
          number={number}
          width={width}
          aspect={opened.aspect}
          label={label}
          hasWords
        />
      )}
    </div>
  )
}
