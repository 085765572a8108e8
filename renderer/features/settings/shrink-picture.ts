// Makes a chosen picture a small square on this device: less to send, and whatever the camera wrote into the file
// (place, time, model) stays behind.

const side = 256

/** Base64 of a WebP or, where the browser can't write that, a JPEG. Throws when the file is no picture. */
export async function shrinkPicture(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const cut = Math.min(bitmap.width, bitmap.height)
    const size = Math.min(side, cut)
    const canvas = document.createElement('canvas')
    canvas.width = size
    canvas.height = size
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, (bitmap.width - cut) / 2, (bitmap.height - cut) / 2, cut, cut, 0, 0, size, size)
    return await base64Of((await written(canvas, 'image/webp')) ?? (await flattened(canvas)))
  } finally {
    bitmap.close()
  }
}

/** null where the browser doesn't know the type: it writes PNG instead, which is far bigger. */
function written(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob?.type === type ? blob : null), type, 0.86)
  })
}

/** JPEG knows no transparency: on white, as it would stand on a page. */
async function flattened(canvas: HTMLCanvasElement): Promise<Blob> {
  const context = canvas.getContext('2d')
  if (context) {
    context.globalCompositeOperation = 'destination-over'
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, canvas.width, canvas.height)
  }
  const blob = await written(canvas, 'image/jpeg')
  if (!blob) throw new Error('no JPEG')
  return blob
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(reader.error)
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''))
    reader.readAsDataURL(blob)
  })
}
