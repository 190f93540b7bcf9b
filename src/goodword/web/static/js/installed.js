/* Registers the desk's service worker, and keeps this browser's way of being told up to date.
 *
 * A browser that may be told gives its address anew once in each window, so that the desk knows it by the present
 * session; only if whoever is signed in is the agent who allowed it here.
 */
const TOLD = "goodword.told"

export function canBeTold() {
  return isSecureContext && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window
}

export function agentHere() {
  return document.getElementById("fresh")?.dataset.live ?? ""
}

export function remember() {
  localStorage.setItem(TOLD, agentHere())
}

export async function tellDesk(address, subscription) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token() }
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(subscription) })
  if (!answer.ok) throw new Error(`the desk answered ${answer.status}`)
}

function token() {
  return JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}")["X-CSRFToken"] ?? ""
}

async function keepTold(registration) {
  if (!canBeTold() || Notification.permission !== "granted" || sessionStorage.getItem(TOLD)) return
  if (!agentHere() || localStorage.getItem(TOLD) !== agentHere()) return
  const subscription = await registration.pushManager.getSubscription()
  if (!subscription) return
  await tellDesk("/settings/notices/devices", subscription)
  sessionStorage.setItem(TOLD, "yes")
}

if (isSecureContext && "serviceWorker" in navigator) {
  addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js").then(keepTold).catch(() => { /* the desk works without */ })
  })
}
