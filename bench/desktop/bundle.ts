// What a cold start fetches of scripts and styles before the first screen is usable.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { paths } from '../../renderer/app/paths.ts'
import { progress, type Row } from '../load/report.ts'
import { openBrowser, withProfile } from './browser.ts'
import type { Stage } from './stage.ts'
import { usableAt, watchUsable } from './usable.ts'

const client = fileURLToPath(new URL('../../dist/client', import.meta.url))

/** The paths of what was asked for until then, each once. */
async function requestedBy(stage: Stage, profile: string): Promise<string[]> {
  const opened = await openBrowser(stage, profile)
  try {
    await watchUsable(opened.page)
    await opened.page.goto(stage.url + paths.channel(stage.open.id), { waitUntil: 'commit' })
    const untilMs = await usableAt(opened.page)
    const names = await opened.page.evaluate(
      (untilMs) =>
        performance
          .getEntriesByType('resource')
          .filter(({ startTime }) => startTime <= untilMs)
          .map(({ name }) => new URL(name).pathname),
      untilMs,
    )
    return [...new Set(names)].filter((name) => /\.(m?js|css)$/.test(name))
  } finally {
    await opened.close()
  }
}

export async function measureBundle(stage: Stage): Promise<Row[]> {
  const names = await withProfile(stage.folder, 'bundle', (profile) => requestedBy(stage, profile))
  const files = names
    .map((name) => ({ name, kb: gzipSync(readFileSync(client + name)).length / 1024 }))
    .sort((a, b) => b.kb - a.kb)
  for (const { name, kb } of files) progress(`${kb.toFixed(1).padStart(7)} kB gzip  ${name}`)
  return [
    {
      key: 'bundleKbGzip',
      value: files.reduce((sum, { kb }) => sum + kb, 0),
      goal: { most: 350 },
      note: `${files.length} scripts and styles until the first screen is usable`,
    },
  ]
}
