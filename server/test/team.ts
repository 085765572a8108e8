// The three people most stories need: Olivia, who owns the workspace, and two members.
import { startTestApp } from './app.ts'

export async function startTestTeam() {
  const app = await startTestApp()
  const bob = await app.invite('member', 'Bob')
  const carla = await app.invite('member', 'Carla')
  return { app, bob, carla }
}
