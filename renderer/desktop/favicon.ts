// The badge on the browser tab's icon, drawn over the icon the page came with.

let original: HTMLImageElement | null = null
let originalHref = ''
let turn = 0

/** Draws a count or a dot; 0 brings the plain icon back. */
export function drawBadge(badge: number | 'dot'): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel~="icon"]')
  if (!link) return
  originalHref ||= link.href
  const mine = ++turn
  if (badge === 0) {
    link.href = originalHref
    return
  }
  void loadIcon().then((icon) => {
    const drawn = turn === mine ? draw(icon, badge) : null
    if (drawn) link.href = drawn
  })
}

function loadIcon(): Promise<HTMLImageElement | null> {
  if (original) return Promise.resolve(original)
  return new Promise((resolve) => {
    const image = new Image()
    image.onload = () => {
      original = image
      resolve(image)
    }
    image.onerror = () => resolve(null)
    image.src = originalHref
  })
}

const size = 64

function draw(icon: HTMLImageElement | null, badge: number | 'dot'): string | null {
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const pen = canvas.getContext('2d')
  if (!pen) return null
  if (icon) pen.drawImage(icon, 0, 0, size, size)
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise
  const radius = badge === 'dot' ? 13 : 22
  pen.beginPath()
  pen.arc(size - radius, size - radius, radius, 0, 2 * Math.PI)
  pen.fillStyle = badge === 'dot' ? colour('--color-accent', '#4f6bed') : colour('--color-danger', '#d92d3a')
  pen.fill()
  if (badge !== 'dot') {
    pen.fillStyle = '#fff'
    pen.font = `bold ${badge > 9 ? 26 : 34}px system-ui, sans-serif`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillText(badge > 99 ? '99' : String(badge), size - radius, size - radius + 2)
  }
  return canvas.toDataURL('image/png')
}
