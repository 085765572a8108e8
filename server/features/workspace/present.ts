// Workspace row → WorkspaceView.
import type { WorkspaceView } from '../../../contract/workspace.ts'
import type { WorkspaceRow } from './db.ts'

export const presentWorkspace = ({ name, mailExcerpts, revision }: WorkspaceRow): WorkspaceView => ({
  name,
  mailExcerpts,
  revision,
})
