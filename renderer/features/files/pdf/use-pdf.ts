// An open PDF for as long as something shows it.
import { useEffect, useState } from 'react'
import type { FileView } from '../../../../contract/files.ts'
import { openPdf, type PDFDocumentProxy } from './library.ts'

export type OpenPdf = { pdf: PDFDocumentProxy; aspect: number }

/** undefined while it opens, null when it cannot be shown. */
export function usePdf(file: FileView): OpenPdf | null | undefined {
  const [opened, setOpened] = useState<OpenPdf | null>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the bytes of a file never change
  useEffect(() => {
    let isCurrent = true
    const task = openPdf(file)
    const open = async () => {
      const pdf = await task.promise
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 })
      if (isCurrent) setOpened({ pdf, aspect: width / height })
    }
    open().catch(() => isCurrent && setOpened(null))
    return () => {
      isCurrent = false
      void task.destroy()
    }
  }, [file.id])
  return opened
}
