// What the desktop app wants of the whole client: links lead to their places, and it learns the workspace's name.
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { bridge } from '../desktop/bridge.ts'
import { useWorkspace } from '../features/people/store.ts'

/** On every page, signed in or not: an invitation is a link, too. */
export function useLinks(): void {
  const [, navigate] = useLocation()
  useEffect(() => bridge.hear('place.open', ({ path }) => navigate(path)), [navigate])
}

export function useWorkspaceName(): void {
  const name = useWorkspace()?.name
  useEffect(() => {
    if (name) bridge.describe(name)
  }, [name])
}
