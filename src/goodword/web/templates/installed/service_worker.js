{% autoescape off %}/* The desk's service worker. It shows what is told by push, and a page that says what to do when the desk cannot be
 * reached. Only that page and what it is drawn with are kept: no page of the desk ever comes from a store. */
const CACHE = "goodword-VERSION"
const KEPT = {{ kept }}
const ICON = {{ icon }}
const OFFLINE = KEPT[0]

self.addEventListener("install", (event) => {
  const fresh = KEPT.map((address) => new Request(address, { cache: "reload" }))
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()))
})

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith("goodword-") && name !== CACHE).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()))
})

self.addEventListener("fetch", (event) => {
  const { request } = event
  if (request.method !== "GET") return
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE).then((page) => page ?? Response.error())))
  } else if (KEPT.includes(new URL(request.url).pathname) && !request.url.endsWith(OFFLINE)) {
    event.respondWith(fetch(request).catch(() => caches.match(request).then((file) => file ?? Response.error())))
  }
})

self.addEventListener("push", (event) => {
  event.waitUntil(show(event.data ? event.data.json() : {}))
})

// Whoever looks at the desk sees the bell.
async function show({ title, body, url, tag }) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
  if (!title || windows.some((one) => one.focused && one.visibilityState === "visible")) return
  await self.registration.showNotification(title, { body, tag, icon: ICON, renotify: Boolean(tag), data: { url } })
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close()
  event.waitUntil(open(new URL(event.notification.data?.url ?? "/", self.location.origin)))
})

// Only within the desk, whatever stands in the notice; in a window that is there rather than in a new one.
async function open(address) {
  if (address.origin !== self.location.origin) return
  const windows = await self.clients.matchAll({ type: "window" })
  const there = windows.find((one) => new URL(one.url).pathname === address.pathname) ?? windows[0]
  if (!there) return self.clients.openWindow(address.href)
  await there.focus()
  if (new URL(there.url).pathname !== address.pathname) await there.navigate(address.href)
}
{% endautoescape %}
