// Keeps the client's own files in the browser, so that the window also opens with no network and no server. Nothing of
// the workspace passes through here: what people write is kept by the page itself (data/cache.ts), per person.
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'

declare const self: ServiceWorkerGlobalScope & {
  /** Filled in by the build (vite.config.ts): another build is another worker. Assets carry their hash in the name. */
  builtAssets: string[]
  /** Kept once they were used: fetched ahead they would burden everybody. */
  largeAssets: string[]
  publicFiles: string[]
}

const { builtAssets, largeAssets, publicFiles } = self
const pageName = '/'
const cacheName = 'nucleus-client'
/** A network that swallows everything (a tunnel that is down) holds the window up no longer than this. */
const networkTimeoutSeconds = 3

/** The page and what has no hash in its name: the server's, or without one the last seen. */
const freshest = new NetworkFirst({
  cacheName,
  networkTimeoutSeconds,
  plugins: [
    {
      // Every address of the client is the same page.
      cacheKeyWillBeUsed: async ({ request }) => (request.mode === 'navigate' ? pageName : request),
      // A proxy whose server is gone answers, too, but not with our page.
      fetchDidSucceed: async ({ response }) => {
        if (response.status >= 500) throw new Error(`The server answered ${response.status}.`)
        return response
      },
    },
  ],
})
const notThePage = [/^\/api\//, /^\/socket\.io\//, /^\/metrics$/]

registerRoute(new NavigationRoute(freshest, { denylist: notThePage }))
registerRoute(({ url, sameOrigin }) => sameOrigin && publicFiles.includes(url.pathname), freshest)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  new CacheFirst({ cacheName }),
)

// A new build's files join those of the build before, which windows that are open still load from.
self.addEventListener('install', (event) => {
  const fill = async () => {
    const cache = await caches.open(cacheName)
    const known = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
    await cache.addAll([pageName, ...publicFiles, ...builtAssets.filter((path) => !known.has(path))])
  }
  event.waitUntil(fill())
})

// This begins when no window of the build before is open: what only that one needed can go.
self.addEventListener('activate', (event) => {
  const wanted = new Set([pageName, ...publicFiles, ...builtAssets, ...largeAssets])
  const tidy = async () => {
    const cache = await caches.open(cacheName)
    const gone = (await cache.keys()).filter(({ url }) => !wanted.has(new URL(url).pathname))
    await Promise.all(gone.map((request) => cache.delete(request)))
    await self.clients.claim()
  }
  event.waitUntil(tidy())
})
