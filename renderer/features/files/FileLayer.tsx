// What lies over the whole window: the viewer, and the question before a file is deleted.

import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { lazyAgain } from '../../app/load-again.ts'
import { call } from '../../data/api.ts'
import { deletingStore } from './file-actions.ts'
import { viewerStore } from './viewer/state.ts'

const Viewer = lazyAgain(() => import('./viewer/Viewer.tsx').then((file) => file.Viewer))

export function FileLayer() {
  const open = viewerStore((state) => state.open)
  return (
    <>
      <Suspense fallback={null}>{open && <Viewer open={open} />}</Suspense>
      <DeleteDialog />
    </>
  )
}

function DeleteDialog() {
  const { t } = useTranslation('files')
  const file = deletingStore((state) => state.file)
  const close = () => deletingStore.setState({ file: null })
  return (
    <ConfirmDialog
      isOpen={file !== null}
      onOpenChange={(isOpen) => !isOpen && close()}
      title={t('delete.title', { name: file?.name ?? '' })}
      confirmLabel={t('delete.confirm')}
      isDestructive
      onConfirm={() => file && call('files.delete', { fileId: file.id })}
    >
      {t('delete.explanation')}
    </ConfirmDialog>
  )
}
