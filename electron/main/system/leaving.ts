// A page that is in the middle of something asks before it is loaded anew or closed. Without an answer Electron keeps it, and
// says nothing.
import { dialog, type WebContents } from 'electron'
import { words } from '../core/words.ts'

export function askBeforeLeaving(page: WebContents): void {
  page.on('will-prevent-unload', (event) => {
    const choice = dialog.showMessageBoxSync({
      type: 'question',
      message: words.leave,
      detail: words.leaveDetail,
      buttons: [words.stay, words.leaveNow],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    // What is prevented is that it stays.
    if (choice === 1) event.preventDefault()
  })
}
