/* Tells that the reader sees what is new, once it stands on a page that is seen. On the hidden <form> inside of the thread.
 *
 *   data-seen-news-value="2026-11-02T…"     changes when more comes in
 *   data-seen-row-value="row-1042"          the row of the list that is not unread any more
 *   data-action="visibilitychange@document->seen#look"
 */
import { Controller } from "../vendor/stimulus.js";

const GLANCE_MS = 400 // whoever walks past with J and K has not read it

export default class extends Controller {
  static values = { news: String, row: String }

  newsValueChanged() { this.look() }

  disconnect() { clearTimeout(this.timer) }

  look() {
    clearTimeout(this.timer)
    if (!document.hidden) this.timer = setTimeout(() => this.tell(), GLANCE_MS)
  }

  async tell() {
    if (this.told === this.newsValue) return
    const news = this.newsValue
    const answer = await fetch(this.element.action, { method: "POST", body: new FormData(this.element), headers: { "HX-Request": "true" }, keepalive: true }).catch(() => null)
    if (!answer?.ok) return
    this.told = news
    const row = document.getElementById(this.rowValue)
    row?.classList.remove("is-unread")
    row?.querySelector(".row-unread")?.replaceChildren()
  }
}
