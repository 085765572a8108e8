// The dialogs that can be opened from anywhere; stands once in the page. They are loaded when the first is opened.
import { Suspense } from 'react'
import { lazyAgain } from '../../app/load-again.ts'
import { dialogStore } from './dialogs.ts'

const OpenDialog = lazyAgain(() => import('./OpenDialog.tsx').then((file) => file.OpenDialog))

export function ChannelDialogs() {
  const dialog = dialogStore((state) => state.dialog)
  return dialog && <Suspense fallback={null}>{<OpenDialog dialog={dialog} />}</Suspense>
}
