// Asks the browser to keep the client's files. Browsers offer this only over https and on the machine itself.

/** Twice equals once; a browser that refuses (a private window, say) goes without. */
export function keepClient(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const register = () => void navigator.serviceWorker.register('/service-worker.js').catch(() => {})
  // The first screen comes first.
  if (document.readyState === 'complete') register()
  else window.addEventListener('load', register, { once: true })
}
