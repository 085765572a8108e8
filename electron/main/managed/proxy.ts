// The way to the network where IT fixes it.
import type { ProxyConfig, Session } from 'electron'
import type { ManagedSettings } from './settings.ts'

/** Without the setting it stays with what Chromium finds in the system. */
export function applyProxy(session: Pick<Session, 'setProxy'>, { proxy }: ManagedSettings): void {
  if (proxy) void session.setProxy(configOf(proxy))
}

function configOf(proxy: string): ProxyConfig {
  if (proxy === 'system') return { mode: 'system' }
  if (proxy === 'none') return { mode: 'direct' }
  return { mode: 'fixed_servers', proxyRules: proxy }
}
