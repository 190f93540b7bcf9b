/* Lets the clocks of what is promised drain while the page stands open. On <body>; reads what {% due_clock %} writes.
 *
 *   <span class="due is-ahead" data-due="(when)" data-due-since="(when it began)" title="…">
 *     <span data-due-text>40 min</span><span data-due-said>Due in 40 min</span>
 *     <svg class="clock"><circle class="left" pathLength="100" stroke-dasharray="0 30 70"/></svg></span>
 *   data-due-ahead-value="Due in {time}"  data-due-soon-value="…"  data-due-broken-value="…"  data-due-over-value="{time} late"
 *   <… data-due-turns="(when)">   what stands under another heading from then on: the list is asked for once, as when it changed
 *
 * Nothing moves by itself: every few seconds the wedge is drawn anew, a little smaller.
 */
import { Controller } from "../vendor/stimulus.js";

const EVERY_MS = 10_000
const SOON = 0.25 // of the time is left
const UNITS = [["day", 86_400], ["hour", 3600], ["minute", 60]]

export default class extends Controller {
  static values = { ahead: String, soon: String, broken: String, over: String }

  connect() {
    this.turned = new Set()
    this.timer = setInterval(() => this.refresh(), EVERY_MS)
    this.refresh()
  }

  disconnect() {
    clearInterval(this.timer)
  }

  refresh() {
    for (const clock of document.querySelectorAll("[data-due]")) this.draw(clock)
    for (const part of document.querySelectorAll("[data-due-turns]")) this.turn(part.dataset.dueTurns)
  }

  draw(clock) {
    const at = Date.parse(clock.dataset.due)
    const whole = at - Date.parse(clock.dataset.dueSince)
    const ahead = at - Date.now()
    const left = whole > 0 ? Math.max(0, Math.min(1, ahead / whole)) : 0
    const pace = ahead < 0 ? "broken" : left <= SOON ? "soon" : "ahead"
    const time = lasting(Math.abs(ahead) / 1000)
    const said = this[`${pace}Value`].replace("{time}", time)
    const exact = clock.dataset.dueExact
    clock.classList.remove("is-ahead", "is-soon", "is-broken")
    clock.classList.add(`is-${pace}`)
    clock.title = `${said}, ${exact}`
    clock.querySelector("[data-due-text]").textContent = pace === "broken" ? this.overValue.replace("{time}", time) : time
    clock.querySelector("[data-due-said]").textContent = `${said}, ${exact}`
    const gone = Math.round((1 - left) * 100)
    clock.querySelector(".left")?.setAttribute("stroke-dasharray", `0 ${gone} ${100 - gone}`)
  }

  // Once for each moment, whatever the browser's clock thinks of the server's.
  turn(moment) {
    if (this.turned.has(moment) || Date.parse(moment) > Date.now()) return
    this.turned.add(moment)
    document.dispatchEvent(new Event("inbox-changed"))
  }
}

function lasting(seconds) {
  const known = Math.max(60, seconds)
  const [unit, size] = UNITS.find(([, length]) => known >= length)
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "short" }).format(Math.trunc(known / size))
}
