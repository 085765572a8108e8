// What the tab is called on the pages before the workspace.
import { useEffect } from 'react'

export const product = 'Nucleus'

export function useTitle(part: string): void {
  useEffect(() => {
    document.title = `${part} · ${product}`
  }, [part])
}
