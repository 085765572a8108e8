// The workspace itself: created once, by the one-time link that the first start prints.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { newPassword, SignedInView } from './sessions.ts'
import { email, line, timeZone } from './text.ts'

export const WorkspaceView = z.object({
  name: z.string(),
  // Entries from before there was e-mail have none.
  mailExcerpts: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether e-mails may quote messages; else they say who and where' }),
  revision: z.number().int(),
})
export type WorkspaceView = z.infer<typeof WorkspaceView>

export const workspace = {
  peek: command({
    name: 'workspace.peek',
    summary:
      'Tells a signed-out client whether this is a Nucleus server, its version, and whether it is set up.',
    access: 'public',
    input: z.object({}),
    output: z.object({
      product: z.literal('nucleus'),
      version: z.string(),
      isSetUp: z.boolean(),
      name: z.string().nullable(),
      leastApp: z
        .string()
        .nullable()
        .meta({ description: 'The oldest version of the desktop app that may be used' }),
    }),
    errors: [],
    rate: rates.often,
  }),
  create: command({
    name: 'workspace.create',
    summary: 'Creates the workspace and its owner with the one-time token of the first start.',
    access: 'public',
    input: z.object({
      token: z.string().max(200),
      workspaceName: line(80),
      name: line(80),
      email,
      password: newPassword,
      timeZone: timeZone.optional(),
      as: z.enum(['browser', 'token']).default('browser'),
    }),
    output: SignedInView,
    errors: ['forbidden', 'setup_done', 'weak_password'],
    rate: rates.guarded,
  }),
  rename: command({
    name: 'workspace.rename',
    summary: 'Renames the workspace.',
    access: 'signedIn',
    input: z.object({ name: line(80) }),
    output: z.object({ workspace: WorkspaceView }),
    errors: ['forbidden'],
    rate: rates.seldom,
  }),
  setMailExcerpts: command({
    name: 'workspace.setMailExcerpts',
    summary: 'Sets whether e-mails about what waits for people may quote messages.',
    access: 'signedIn',
    input: z.object({ isAllowed: z.boolean() }),
    output: z.object({ workspace: WorkspaceView }),
    errors: ['forbidden'],
    rate: rates.seldom,
  }),
}
