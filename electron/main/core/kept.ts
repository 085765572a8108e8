// What the app remembers: which servers, where the window stood, which certificates somebody chose to trust.
import { join } from 'node:path'
import { app } from 'electron'
import { z } from 'zod'
import { Origin } from '../../../contract/desktop-views.ts'
import { keepFile } from './kept-file.ts'

const Kept = z.object({
  servers: z.array(z.object({ origin: Origin, name: z.string() })).default([]),
  active: Origin.nullable().default(null),
  /** Judged when it is used: displays come and go. */
  window: z.unknown().optional(),
  /** Fingerprint by host, for certificates that nobody vouches for. */
  trusted: z.record(z.string(), z.string()).default({}),
  /** Of sessions, by their server, sealed by the system's safe. */
  tokens: z.record(z.string(), z.string()).default({}),
})

export type Kept = z.infer<typeof Kept>

export const openKept = () => keepFile(join(app.getPath('userData'), 'desktop.json'), Kept)
export type OpenKept = ReturnType<typeof openKept>
