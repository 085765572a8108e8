// Sizes of files in words, and of pictures in a message.

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** "2.4 MB", in the reader's language; in steps of 1024, as the limits are set. */
export function sizeText(bytes: number, language: string): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  const value = bytes / 1024 ** step
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step] as string,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value)
}

export type Size = { width: number; height: number }

/** The longest strip that is shown whole; what is longer is cut at its ends. */
const narrowest = 72

/** How large a picture stands in a message: whole, never enlarged, neither higher nor wider than the box. */
export function fitInto({ width, height }: Size, box: Size): Size {
  const scale = Math.min(1, box.width / width, box.height / height)
  return {
    width: Math.max(Math.min(width, narrowest), Math.round(width * scale)),
    height: Math.max(Math.min(height, narrowest), Math.round(height * scale)),
  }
}
