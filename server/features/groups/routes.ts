// The doors of groups.
import { type Route, route } from '../../http/route.ts'
import { archiveGroup, changeGroupMembers, createGroup, updateGroup } from './service.ts'

export const groupRoutes: Route[] = [
  route('groups.create', async (context, actor, input) => ({
    group: await createGroup(context, actor, input),
  })),
  route('groups.update', async (context, actor, input) => ({
    group: await updateGroup(context, actor, input),
  })),
  route('groups.changeMembers', async (context, actor, input) => ({
    group: await changeGroupMembers(context, actor, input),
  })),
  route('groups.archive', async (context, actor, input) => ({
    group: await archiveGroup(context, actor, input),
  })),
]
