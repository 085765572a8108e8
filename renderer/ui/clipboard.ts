// Puts text on the clipboard, also where the page is not on HTTPS: the modern interface is absent there.

/** Tells whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text)
      return true
    }
  } catch {
    // Refused (no focus, no permission): the old way may still work.
  }
  const field = document.createElement('textarea')
  field.value = text
  field.style.position = 'fixed'
  field.style.opacity = '0'
  // Inside an open dialog the focus can't leave it, so the field goes where the focus is.
  const host = document.activeElement?.closest('[role="dialog"], [role="alertdialog"]') ?? document.body
  host.append(field)
  field.select()
  const isDone = document.execCommand('copy')
  field.remove()
  return isDone
}
