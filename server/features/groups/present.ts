// Group row → view.
import type { GroupView } from '../../../contract/groups.ts'
import type { GroupRow } from './db.ts'

export const presentGroup = ({ createdAt, ...group }: GroupRow): GroupView => ({
  ...group,
  createdAt: createdAt.toISOString(),
})
