/* Keeps "5 min ago" and "waiting 5 days" true while the page stands open. On <body>; reads what {% moment %} and {% waiting %} write.
 *
 *   <time datetime="…" data-when><span data-when-text>5 min ago</span>…</time>
 *   <time datetime="…" data-when="waiting {time}" data-when-since="since Monday, …">
 *     <span data-when-text>5 days</span><span data-when-said>waiting 5 days</span></time>
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

  count(time) {
    const seconds = Math.max(60, (Date.now() - Date.parse(time.dateTime)) / 1000)
    const [unit, size] = UNITS.find(([, length]) => seconds >= length)
    const words = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "short" }).format(Math.trunc(seconds / size))
    const said = time.dataset.when.replace("{time}", words)
    time.querySelector("[data-when-text]").textContent = words
    time.querySelector("[data-when-said]").textContent = said
    time.title = `${said}, ${time.dataset.whenSince}`
  }

  refresh() {
    for (const time of document.querySelectorAll("time[data-when]")) {
      if (time.dataset.when) { this.count(time); continue }
      const seconds = (Date.parse(time.dateTime) - Date.now()) / 1000
      const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? []
      if (!unit || Math.abs(seconds) >= WEEK) continue
      time.querySelector("[data-when-text]").textContent = this.words.format(Math.trunc(seconds / size), unit)
    }
  }
}
