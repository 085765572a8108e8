// The menu of the right mouse button where the page has none of its own: spelling, the clipboard, links and pictures.
import { clipboard, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'
import { words } from '../core/words.ts'

export function offerContextMenu(page: WebContents): void {
  page.on('context-menu', (_event, params) => {
    const items: MenuItemConstructorOptions[] = []
    const group = (more: MenuItemConstructorOptions[]) => {
      if (more.length > 0 && items.length > 0) items.push({ type: 'separator' })
      items.push(...more)
    }
    const { isEditable, editFlags, selectionText, linkURL, misspelledWord, mediaType, x, y } = params
    if (misspelledWord) {
      group([
        ...params.dictionarySuggestions.map((word) => ({
          label: word,
          click: () => page.replaceMisspelling(word),
        })),
        {
          label: words.addToDictionary,
          click: () => void page.session.addWordToSpellCheckerDictionary(misspelledWord),
        },
      ])
    }
    if (isEditable) {
      group([
        { role: 'cut', enabled: editFlags.canCut },
        { role: 'copy', enabled: editFlags.canCopy },
        { role: 'paste', enabled: editFlags.canPaste },
        { role: 'pasteAndMatchStyle', enabled: editFlags.canPaste },
        { role: 'selectAll', enabled: editFlags.canSelectAll },
      ])
    } else if (selectionText.trim() !== '') group([{ role: 'copy' }])
    if (linkURL) group([{ label: words.copyLink, click: () => clipboard.writeText(linkURL) }])
    if (mediaType === 'image') group([{ label: words.copyImage, click: () => page.copyImageAt(x, y) }])
    if (items.length > 0) Menu.buildFromTemplate(items).popup()
  })
}
