// All that was written by hand.
import type { Scene } from '../parse-talk.ts'
import { design } from './design.ts'
import { direct } from './direct.ts'
import { engineering } from './engineering.ts'
import { fresh } from './fresh.ts'
import { general } from './general.ts'
import { kitchen } from './kitchen.ts'
import { operations } from './operations.ts'
import { privateRooms } from './private-rooms.ts'
import { product } from './product.ts'
import { support } from './support.ts'

export const scenes: Scene[] = [
  ...general,
  ...product,
  ...engineering,
  ...operations,
  ...design,
  ...support,
  ...kitchen,
  ...privateRooms,
  ...direct,
  ...fresh,
]
