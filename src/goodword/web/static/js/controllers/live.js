/* Hears what changed and asks again for what is shown of it. On <body>.
 *
 *   data-live-url-value="/live"
 *   any element with an id:  data-live="conversation:1042 inbox"   what it shows
 *                            data-live-url="/conversations/1042/thread"   gives it anew (the element itself, or its inside)
 *
 * Only the address is asked, so that access is checked where it always is. Requests say HX-Live: true.
 * The element is morphed: focus, selection and typed text stay. Elements with hx-morph-skip are left alone.
 */
import { Controller } from "../vendor/stimulus.js";

const JITTER_MS = 60
const AGAIN_MS = 2000
const MOST_MS = 60_000

export default class extends Controller {
  static values = { url: String }

  connect() {
    this.waiting = new Set()
    this.asked = new Map()
    this.heard = []
    this.listen = this.listen.bind(this)
    this.wake = this.wake.bind(this)
    document.addEventListener("htmx:after:swap", this.listen)
    document.addEventListener("visibilitychange", this.wake)
    this.listen()
  }

  disconnect() {
    document.removeEventListener("htmx:after:swap", this.listen)
    document.removeEventListener("visibilitychange", this.wake)
    this.close()
  }

  close() {
    clearTimeout(this.timer)
    this.source?.close()
    this.source = null
  }

  // Follows what is on the page now. The old stream ends only when the new one stands, so that nothing falls between.
  listen() {
    const shown = [...new Set(parts().flatMap(topics))].sort()
    if (this.source && shown.join() === this.heard.join()) return
    const [before, fresh] = [this.source, shown.filter((topic) => !this.heard.includes(topic))]
    this.heard = shown
    if (!shown.length) return this.close()
    const source = new EventSource(`${this.urlValue}?${new URLSearchParams(shown.map((topic) => ["show", topic]))}`)
    this.source = source
    source.addEventListener("open", () => { before?.close(); this.changed(this.wasLost ? shown : fresh); this.wasLost = false; this.wait = AGAIN_MS })
    source.addEventListener("changed", (event) => this.changed([JSON.parse(event.data).topic]))
    source.addEventListener("stale", () => this.changed(shown))
    for (const name of ["pass", "here"]) source.addEventListener(name, (event) => this.dispatch(name, { detail: JSON.parse(event.data) }))
    source.addEventListener("error", () => this.failed(source, before))
  }

  // The browser tries again by itself unless the answer was an error; then we do.
  failed(source, before) {
    before?.close()
    this.wasLost = true
    if (source !== this.source || source.readyState !== EventSource.CLOSED) return
    this.close()
    this.wait = Math.min(MOST_MS, (this.wait ?? AGAIN_MS) * 2)
    this.timer = setTimeout(this.listen, this.wait * (0.5 + Math.random() / 2))
  }

  changed(now) {
    parts().filter((part) => topics(part).some((topic) => now.includes(topic))).forEach((part) => this.refresh(part))
  }

  // Asks again for one part: data-live-id-param="drafts" names it.
  again({ params: { id } }) {
    const part = document.getElementById(id)
    if (part) this.refresh(part)
  }

  wake() {
    if (document.hidden) return
    const stale = [...this.waiting]
    this.waiting.clear()
    stale.forEach((id) => { const part = document.getElementById(id); if (part) this.refresh(part) })
  }

  // One request at a time for each part; what comes in meanwhile asks once more.
  refresh(part) {
    if (document.hidden) return this.waiting.add(part.id)
    if (this.asked.has(part.id)) return this.asked.set(part.id, true)
    this.asked.set(part.id, false)
    setTimeout(() => this.ask(part), Math.random() * JITTER_MS)
  }

  async ask(part) {
    const { id } = part
    try {
      if (part.isConnected) await fetchInto(part)
    } finally {
      const again = this.asked.get(id)
      this.asked.delete(id)
      const now = document.getElementById(id)
      if (again && now) this.refresh(now)
    }
  }
}

function parts() {
  return [...document.querySelectorAll("[data-live][data-live-url][id]")]
}

function topics(part) {
  return part.dataset.live.split(/\s+/).filter(Boolean)
}

async function fetchInto(part) {
  const answer = await fetch(part.dataset.liveUrl, { headers: { "HX-Request": "true", "HX-Request-Type": "partial", "HX-Live": "true" } })
  if (!answer.ok || answer.redirected || !part.isConnected) return
  const text = await answer.text()
  // A fragment brings its own element; anything else is the inside of it.
  const isWhole = new RegExp(`^\\s*<[a-z]+[^>]*\\sid="${CSS.escape(part.id)}"`).test(text)
  await htmx.swap({ text, target: part, swap: isWhole ? "outerMorph" : "innerMorph", sourceElement: part })
}
