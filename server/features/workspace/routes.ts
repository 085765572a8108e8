// The doors of the workspace.
import { publicRoute, type Route, route } from '../../http/route.ts'
import { createWorkspace, peekWorkspace, renameWorkspace, setMailExcerpts } from './service.ts'

export const workspaceRoutes: Route[] = [
  publicRoute('workspace.peek', (context) => peekWorkspace(context)),
  publicRoute('workspace.create', createWorkspace),
  route('workspace.rename', async (context, actor, { name }) => ({
    workspace: await renameWorkspace(context, actor, name),
  })),
  route('workspace.setMailExcerpts', async (context, actor, { isAllowed }) => ({
    workspace: await setMailExcerpts(context, actor, isAllowed),
  })),
]
