/* Keeps "5 min ago" true while the page stands open. On <body>; reads what {% moment %} writes.
 *
 *   <time datetime="…" data-when><span data-when-text>5 min ago</span>…</time>
 */
import { Controller } from "../vendor/stimulus.js";

const EVERY_MS = 30_000
const UNITS = [["day", 86_400], ["hour", 3600], ["minute", 60]]
const WEEK = 7 * 86_400

export default class extends Controller {
  connect() {
    this.words = new Intl.RelativeTimeFormat(document.documentElement.lang, { style: "short", numeric: "always" })
    this.timer = setInterval(() => this.refresh(), EVERY_MS)
  }

  disconnect() {
    clearInterval(this.timer)
  }

  refresh() {
    for (const time of document.querySelectorAll("time[data-when]")) {
      const seconds = (Date.parse(time.dateTime) - Date.now()) / 1000
      const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? []
      if (!unit || Math.abs(seconds) >= WEEK) continue
      time.querySelector("[data-when-text]").textContent = this.words.format(Math.trunc(seconds / size), unit)
    }
  }
}
