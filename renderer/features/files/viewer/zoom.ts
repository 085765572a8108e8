// How much larger than "fits the window" a picture or page is drawn.

export const zoomSteps = [1, 1.25, 1.5, 2, 3, 4, 6, 8] as const

export const zoomIn = (zoom: number): number => zoomSteps.find((step) => step > zoom + 0.01) ?? 8
export const zoomOut = (zoom: number): number => zoomSteps.findLast((step) => step < zoom - 0.01) ?? 1
