// Takes the bytes of erased files off the disks and out of the stores. What remains to be done stands in the table, so a
// crash or a store that is away delays it and loses none of it.
import { thumbnailSizes } from '../../../contract/files.ts'
import type { Context } from '../../core/context.ts'
import { perContext } from '../../core/per-context.ts'
import { listUnerased, noteErased, type Unerased } from './erase-db.ts'
import { objectName, thumbnailPart } from './store/object-store.ts'
import { newStoreKind, partsFolderOf, storeOf } from './store/stores.ts'
import { dropPart } from './upload/parts.ts'
import { turnsOf } from './upload/turns.ts'

const atATime = 100
const objectParts = ['original', 'clean', ...thumbnailSizes.map(thumbnailPart)]

/** Everything that may be stored of a file, wherever it may be. */
async function eraseBytes(context: Context, { id, stored_in }: Unerased): Promise<void> {
  await turnsOf(context).get(id)?.over
  await dropPart(partsFolderOf(context), id)
  const names = objectParts.map((part) => objectName(id, part))
  const kinds = new Set(stored_in === 'parts' ? [newStoreKind(context)] : [stored_in, newStoreKind(context)])
  for (const kind of kinds) await (await storeOf(context, kind)).erase(names)
}

async function eraseSome(context: Context): Promise<number> {
  const unerased = await listUnerased(context.db, context.clock.now(), atATime)
  let erased = 0
  for (const file of unerased) {
    try {
      await eraseBytes(context, file)
      await noteErased(context.db, file.id, context.clock.now())
      erased += 1
    } catch (error) {
      context.log.warn(
        { err: error },
        'the bytes of an erased file could not be taken away; the next turn tries again',
      )
    }
  }
  return erased
}

const eraserOf = perContext((context) => {
  let turn: Promise<void> | null = null
  let isAskedAgain = false
  const run = async () => {
    do {
      isAskedAgain = false
      while ((await eraseSome(context)) === atATime);
    } while (isAskedAgain)
  }
  return {
    wake() {
      isAskedAgain = true
      turn ??= run()
        .catch((error) => context.log.warn({ err: error }, 'erased files could not be listed'))
        .finally(() => {
          turn = null
        })
    },
    over: async () => {
      await turn
    },
  }
})

export const wakeEraser = (context: Context): void => eraserOf(context).wake()
/** Resolves when nothing is being erased. */
export const eraserOver = (context: Context): Promise<void> => eraserOf(context).over()
