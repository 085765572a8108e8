// What the made-up company sends about: painted photographs by their names, and the papers of talk/papers.ts.
import type { ChannelId, ClientId, FileId } from '../../contract/ids.ts'
import type { Actor } from '../core/actor.ts'
import type { Context } from '../core/context.ts'
import { bringFile } from '../features/files/service.ts'
import { chanceOf, idOf } from './chance.ts'
import { paintLandscape } from './pictures.ts'
import { papers } from './talk/papers.ts'

const photograph = { width: 1440, height: 960 }

function bytesOf(name: string): Buffer {
  const paper = papers[name]
  if (paper !== undefined) return Buffer.from(paper)
  if (name.endsWith('.png')) return paintLandscape(name, chanceOf(`hue/${name}`)() * 360, photograph)
  throw new Error(`the demo has no file ${name}`)
}

/** Each name is one file of the demo. Twice equals once. */
export const bringDemoFile = (
  context: Context,
  actor: Actor,
  channelId: ChannelId,
  name: string,
): Promise<FileId> =>
  bringFile(context, actor, {
    clientId: idOf(`file/${name}`) as ClientId,
    channelId,
    name,
    bytes: bytesOf(name),
  })
