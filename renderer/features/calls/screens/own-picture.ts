// One's own background picture: made as small as a call needs it and kept in this browser only.

const storageKey = 'nucleus.calls.ownPicture'
const widest = 1280

export function ownPicture(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

/** The picture as an address that lasts beyond a reload. Throws when the file is none. */
export async function keepOwnPicture(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, widest / bitmap.width)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const url = canvas.toDataURL('image/jpeg', 0.82)
  try {
    localStorage.setItem(storageKey, url)
  } catch {
    // It holds for this page then.
  }
  return url
}
