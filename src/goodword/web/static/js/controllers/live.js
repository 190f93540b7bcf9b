/* Hears what changed and asks again for what is shown of it. On <body>.
 *
 *   data-live-url-value="/live"
 *   data-live-after-value="1042"    up to which event the page is sure to be true; empty when the desk does not know
 *   any element with an id:  data-live="conversation:1042 inbox"   what it shows
 *                            data-live-url="/conversations/1042/thread"   gives it anew (the element itself, or its inside)
 *                            data-live-rest="5000"   it is not asked for again before so many milliseconds
 *   data-action="live#again" data-live-id-param="drafts"           asks for one part now
 *
 * Any news also lets go of what hx-preload has fetched: nobody opens a conversation as it stood before.
 * All that are due are asked for at once (/parts), each by its address, so that access is checked where it always is.
 * The element is morphed: focus, selection and typed text stay. Elements with hx-morph-skip are left alone.
 * Answers say in Live-At how new they are. Says "live:lost" and "live:found", and "live:pass" and "live:here" for presence.
 */
import { Refreshing } from "../refreshing.js";
import { Stream } from "../stream.js";
import { Controller } from "../vendor/stimulus.js";

const HIDDEN_MS = 3000
const LOST_MS = 4000

export default class extends Controller {
  static values = { url: String, after: String }

  connect() {
    this.refreshing = new Refreshing()
    this.stream = new Stream(this.urlValue, {
      changed: (now) => this.changed(now),
      named: (name, detail) => this.dispatch(name, { detail }),
      connected: (is) => this.connected(is),
    }, ["pass", "here"])
    this.heard = []
    this.followed = new AbortController()
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.followed.signal })
    on(document, "htmx:after:swap", ({ detail }) => this.listen(detail?.ctx?.response?.headers?.get("Live-At") ?? ""))
    on(document, "visibilitychange", () => this.turn())
    for (const name of ["online", "pageshow", "focus"]) on(window, name, () => this.turn())
    on(window, "offline", () => this.stream.fail())
    on(window, "pagehide", () => this.stream.sleep())
    if (document.hidden) this.stream.isAsleep = true
    this.listen(this.afterValue)
  }

  disconnect() {
    this.followed.abort()
    clearTimeout(this.hiding)
    clearTimeout(this.losing)
    this.stream.end()
  }

  // Follows what is on the page now. What is new on it is as old as the answer that brought it.
  listen(at) {
    const shown = [...new Set(parts().flatMap(topics))].sort()
    const isFresh = shown.some((topic) => !this.heard.includes(topic))
    if (!isFresh && (shown.length || !this.heard.length)) return
    const stands = this.heard.length ? this.stream.at : at
    this.heard = shown
    this.stream.follow(shown, at && stands && String(Math.min(Number(at), Number(stands))))
  }

  changed(now) {
    forgetPreloaded()
    parts().filter((part) => topics(part).some((topic) => now.includes(topic))).forEach((part) => this.refreshing.refresh(part))
  }

  again({ params: { id } }) {
    this.refreshing.refreshById(id)
  }

  turn() {
    clearTimeout(this.hiding)
    if (document.hidden) this.hiding = setTimeout(() => this.stream.sleep(), HIDDEN_MS)
    else {
      this.stream.wake()
      this.refreshing.wake()
    }
  }

  // A server that is started again is no news; that the reader looks at old things is.
  connected(is) {
    if (is === this.isConnected) return
    this.isConnected = is
    clearTimeout(this.losing)
    if (is) {
      this.dispatch("found")
      this.refreshing.wake()
    } else this.losing = setTimeout(() => this.dispatch("lost"), LOST_MS)
  }
}

// What was fetched before it is opened (hx-preload) may be older than this news: whoever opens it asks again.
function forgetPreloaded() {
  for (const item of document.querySelectorAll("[hx-preload]")) if (item._htmx) delete item._htmx.preload
}

function parts() {
  return [...document.querySelectorAll("[data-live][data-live-url][id]")]
}

function topics(part) {
  return part.dataset.live.split(/\s+/).filter(Boolean)
}
