/* A list one walks with J/K and the arrows: a grid whose rows take turns in being reached by Tab. On the scrolling pane.
 *
 *   data-list-key-value="…"            what the scroll position is remembered under (the list's address)
 *   data-action="keydown->list#walk focusin->list#note pointerover->list#hover click->list#open scroll->list#remember:passive
 *                htmx:before:swap@document->list#before htmx:after:swap@document->list#settle
 *                htmx:after:history:update@document->list#mark"
 *   <… role="row" aria-current="true"> <… role="gridcell"> <a data-list-target="item" …>
 *   buttons outside or inside: data-action="list#next" / "list#previous" (with data-key="j" / "k")
 *
 * A row that is near (hovered for a moment, or focused) hears the event "near": hx-preload="near" fetches it then.
 */
import { Controller } from "../vendor/stimulus.js";

const HOVER_MS = 60

export default class extends Controller {
  static targets = ["item"]
  static values = { key: String }

  connect() {
    this.element.scrollTop = Number(sessionStorage.getItem(this.place)) || 0
    this.element.querySelector("[role=row][aria-current=true]")?.scrollIntoView({ block: "nearest" })
    this.settle()
  }

  disconnect() {
    clearTimeout(this.timer)
  }

  get place() {
    return `goodword.scroll.${this.keyValue}`
  }

  get active() {
    const items = this.itemTargets
    return items.find((item) => item === this.last) ?? items.find((item) => item.closest("[aria-current=true]")) ?? items[0]
  }

  next() { this.move(1) }

  previous() { this.move(-1) }

  walk(event) {
    const items = this.itemTargets
    const steps = { ArrowDown: 1, ArrowUp: -1, Home: -items.length, End: items.length }
    if (!(event.key in steps) || !items.includes(event.target)) return
    event.preventDefault()
    this.move(steps[event.key])
  }

  // The first key goes to the row that is open; from there on it walks.
  move(step) {
    const items = this.itemTargets
    if (!items.length) return
    const isHere = items.includes(document.activeElement)
    const index = items.indexOf(this.active) + (isHere || this.active.closest("[aria-current=true]") ? step : 0)
    const item = items[Math.max(0, Math.min(items.length - 1, index))]
    item.focus({ preventScroll: true })
    item.closest("[role=row]")?.scrollIntoView({ block: "nearest" })
  }

  note(event) {
    if (!this.itemTargets.includes(event.target)) return
    this.last = event.target
    this.settle()
    near(event.target)
  }

  hover(event) {
    const item = event.target.closest("[role=row]")?.querySelector("[data-list-target=item]")
    clearTimeout(this.timer)
    if (item) this.timer = setTimeout(() => near(item), HOVER_MS)
  }

  open(event) {
    const opened = event.target.closest("[data-list-target=item]")
    if (!opened || event.ctrlKey || event.metaKey || event.shiftKey) return
    for (const item of this.itemTargets) item.closest("[role=row]")?.toggleAttribute("aria-current", false)
    opened.closest("[role=row]")?.setAttribute("aria-current", "true")
  }

  // Whatever opened or closed a conversation: the row of the page's address is the open one.
  mark() {
    for (const item of this.itemTargets) {
      const row = item.closest("[role=row]")
      if (item.pathname === location.pathname) row?.setAttribute("aria-current", "true")
      else row?.removeAttribute("aria-current")
    }
  }

  remember() {
    sessionStorage.setItem(this.place, String(this.element.scrollTop))
  }

  // When the row one stands on leaves the list, the one that takes its place gets the focus.
  before() {
    this.index = this.itemTargets.indexOf(document.activeElement)
  }

  settle() {
    const { active } = this
    for (const item of this.itemTargets) item.tabIndex = item === active ? 0 : -1
    if (this.index >= 0 && document.activeElement === document.body) {
      this.itemTargets[Math.min(this.index, this.itemTargets.length - 1)]?.focus({ preventScroll: true })
    }
    this.index = -1
  }
}

function near(item) {
  item.dispatchEvent(new Event("near"))
}
