/* Who else is here: says where this page is while it is seen, and shows who is in the conversation and in the rows. On <body>.
 *
 *   data-presence-url-value="/live"        POST {pass, at, state, saved}; the pass comes over the stream
 *   data-presence-viewing-value="{names} is here|{names} are here"   and -writing-value, -noting-value, -typing-value
 *   data-action="live:pass->presence#admit live:here->presence#hear composer:typed->presence#typed composer:saved->presence#saved
 *                visibilitychange@document->presence#tell pagehide@window->presence#leave"
 *   <span data-presence-target="company" data-number="1042">  in the conversation that stands open
 *   <span data-presence-target="row" data-number="1042">      in each row of the list
 *
 * Says "presence:drafts" when somebody in this conversation saved their draft: live.js asks for the drafts again.
 */
import { initials, sign } from "../avatars.js";
import { Controller } from "../vendor/stimulus.js";

const EVERY_MS = 5000
const TYPING_MS = 8000
const PASS_MS = 140_000
const MOST_SIGNS = 3
const STATES = ["writing", "noting", "viewing"]

export default class extends Controller {
  static targets = ["company", "row"]
  static values = { url: String, viewing: String, writing: String, noting: String, typing: String }

  connect() {
    this.here = {}
    this.draftsSaved = 0
    this.list = new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" })
    this.timer = setInterval(() => this.tell(), EVERY_MS)
  }

  disconnect() { clearInterval(this.timer) }

  companyTargetConnected(place) { this.show(place) }

  rowTargetConnected(place) { this.showRow(place) }

  get number() { return this.hasCompanyTarget ? Number(this.companyTarget.dataset.number) : 0 }

  get state() { return performance.now() < (this.typingUntil ?? 0) ? this.kind : "viewing" }

  admit({ detail }) {
    Object.assign(this, { pass: detail.pass, rooms: detail.at, passUntil: performance.now() + PASS_MS })
    this.tell()
  }

  typed({ target }) {
    const before = this.state
    this.kind = target.matches(".is-note") ? "noting" : "writing"
    this.typingUntil = performance.now() + TYPING_MS
    if (this.state !== before) this.tell()
  }

  saved() {
    this.draftsSaved += 1
    this.tell()
  }

  tell() {
    if (document.hidden) return this.leave()
    if (!this.rooms?.includes(this.number) || performance.now() > this.passUntil) return
    this.isThere = true
    const word = { pass: this.pass, at: this.number, state: this.state, saved: this.draftsSaved }
    fetch(this.urlValue, { method: "POST", body: JSON.stringify(word), keepalive: true }).catch(() => {})
  }

  leave() {
    if (!this.isThere || performance.now() > this.passUntil) return
    this.isThere = false
    navigator.sendBeacon(this.urlValue, JSON.stringify({ pass: this.pass, state: "away" }))
  }

  // After "whole" comes all there is: until then the old signs stay, so that nothing flickers.
  hear({ detail: { whole, at } }) {
    if (whole) { this.here = {}; return }
    const before = this.draftsOf(this.number)
    Object.assign(this.here, at)
    this.companyTargets.forEach((place) => this.show(place))
    this.rowTargets.forEach((place) => this.showRow(place))
    if (this.draftsOf(this.number) !== before) this.dispatch("drafts")
  }

  draftsOf(number) { return (this.here[number] ?? []).map(([id, , , saved]) => `${id}:${saved}`).join() }

  show(place) {
    const people = this.here?.[place.dataset.number] ?? []
    const words = Object.assign(document.createElement("span"), { className: "clip", textContent: this.told(people) })
    place.replaceChildren(...signs(people), ...(people.length ? [words] : []))
  }

  showRow(place) {
    const people = this.here?.[place.dataset.number] ?? []
    const isTyping = people.some(([, , state]) => state !== "viewing")
    const said = Object.assign(document.createElement("span"), { className: "sr", textContent: this.told(people) })
    const typing = Object.assign(document.createElement("span"), { className: "row-typing", textContent: this.typingValue, ariaHidden: "true" })
    place.title = said.textContent
    place.replaceChildren(...signs(people), ...(isTyping ? [typing] : []), ...(people.length ? [said] : []))
  }

  told(people) {
    return STATES.map((state) => {
      const names = people.filter((one) => one[2] === state).map(([, name]) => name)
      const [one, many] = this[`${state}Value`].split("|")
      return names.length ? (names.length > 1 ? many : one).replace("{names}", this.list.format(names)) : ""
    }).filter(Boolean).join(" · ")
  }
}

// Whoever writes comes first.
function signs(people) {
  const order = [...people].sort((a, b) => STATES.indexOf(a[2]) - STATES.indexOf(b[2]))
  return order.slice(0, MOST_SIGNS).map(([id, name, state]) => {
    const drawn = sign(id, initials(name))
    drawn.classList.toggle("is-writing", state !== "viewing")
    return drawn
  })
}
