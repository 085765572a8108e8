// npm run bench -- calls [--json] [--only=sfu,sfuPiped,signalling,blur,browser,pathChange,grid]

import { type Part, printParts } from './calls/part.ts'

const option = (name: string) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1]

async function measureSfu(): Promise<Part> {
  const { measureConsumers } = await import('./calls/sfu.ts')
  const { measureDelay } = await import('./calls/sfu-delay.ts')
  const consumers = await measureConsumers()
  const delay = await measureDelay(consumers.most || 300)
  return {
    rows: [...consumers.rows, ...delay.rows],
    details: { ...consumers.details, ...delay.details },
    lines: [...(consumers.lines ?? []), '', ...(delay.lines ?? [])],
  }
}

async function measureBlur(): Promise<Part> {
  const { blurFrameP95Ms, blurMainThreadLongTasks, ...details } = await (
    await import('./calls/blur.ts')
  ).measureBlur()
  const note = `${details.frames} frames, median ${details.blurFrameP50Ms} ms`
  return {
    rows: [
      { key: 'blurFrameP95Ms', value: blurFrameP95Ms, goal: { most: 33 }, note },
      { key: 'blurMainThreadLongTasks', value: blurMainThreadLongTasks, goal: { most: 0 } },
    ],
    details,
  }
}

// Loaded when their turn comes: a part that can't be had here is no reason to have none.
const parts: Record<string, () => Promise<Part>> = {
  sfu: measureSfu,
  sfuPiped: async () => (await import('./calls/sfu.ts')).measurePiped(),
  signalling: async () => (await import('./calls/signalling.ts')).measureSignalling(),
  blur: measureBlur,
  browser: async () => (await import('./calls/browser.ts')).measureBrowser(),
  pathChange: async () => (await import('./calls/path-change.ts')).measurePathChanges(),
  grid: async () => (await import('./calls/grid.ts')).measureGrid(),
}

const wanted = option('only')?.split(',') ?? Object.keys(parts)
const unknown = wanted.find((name) => !Object.hasOwn(parts, name))
if (unknown) throw new Error(`there is no part ${unknown}; there are ${Object.keys(parts).join(', ')}`)
const measured: Record<string, Part> = {}
for (const name of wanted) measured[name] = await (parts[name] as () => Promise<Part>)()
printParts(measured)
process.exit(0)
