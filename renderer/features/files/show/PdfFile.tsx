// A PDF as a card; its first page when asked for, the rest in the viewer.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileView } from '../../../../contract/files.ts'
import { Button } from '../../../ui/Button.tsx'
import { openViewer } from '../viewer/state.ts'
import { FileCard } from './FileCard.tsx'
import { FirstPage } from './FirstPage.tsx'

export function PdfFile({ file, all }: { file: FileView; all: FileView[] }) {
  const { t } = useTranslation('files')
  const [isShown, setIsShown] = useState(false)
  const open = () => openViewer(file, all)
  return (
    <FileCard file={file} onOpen={open}>
      <div className="px-2 pb-2">
        {isShown && <FirstPage file={file} onOpen={open} />}
        <Button size="sm" variant="ghost" onPress={() => setIsShown(!isShown)}>
          {t(isShown ? 'show.hidePage' : 'show.firstPage')}
        </Button>
      </div>
    </FileCard>
  )
}
