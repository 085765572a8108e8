// Which parts of the administration somebody may see: only by the abilities the server told.
import type { Abilities } from '../../../contract/sync.ts'

export const adminTabs = [
  'people',
  'invitations',
  'groups',
  'bots',
  'calls',
  'releases',
  'workspace',
  'audit',
] as const
export type AdminTab = (typeof adminTabs)[number]

const needed = {
  people: 'canManagePeople',
  invitations: 'canInvitePeople',
  groups: 'canManageGroups',
  bots: 'canManageBots',
  calls: 'canSeeCallQuality',
  releases: 'canManageReleases',
  workspace: 'canRenameWorkspace',
  audit: 'canSeeAudit',
} as const satisfies Record<AdminTab, keyof Abilities>

export const openTabs = (abilities: Abilities): AdminTab[] =>
  adminTabs.filter((tab) => abilities[needed[tab]])
export const canOpenAdmin = (abilities: Abilities): boolean => openTabs(abilities).length > 0
