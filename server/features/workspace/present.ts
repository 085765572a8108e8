// Workspace row → WorkspaceView.
import type { WorkspaceView } from '../../../contract/workspace.ts'

export const presentWorkspace = ({ name, revision }: { name: string; revision: number }): WorkspaceView => ({
  name,
  revision,
})
