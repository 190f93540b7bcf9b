/* Makes the frame of a mail as high as the mail, and lets the desk's keys through. On the <iframe>.
 *
 *   <iframe class="letter-frame" sandbox="allow-same-origin allow-popups" src="…" data-controller="letter-frame"
 *           data-action="load->letter-frame#loaded" title="…">
 *
 * Nothing runs inside the frame; it is measured from here. Says "letter-frame:sized" when its height changed.
 */
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  connect() {
    if (this.element.contentDocument?.readyState === "complete") this.loaded()
  }

  disconnect() {
    this.observer?.disconnect()
  }

  loaded() {
    const letter = this.element.contentDocument
    if (!letter?.body || letter.URL === "about:blank") return
    this.observer?.disconnect()
    this.observer = new ResizeObserver(() => this.fit(letter))
    this.observer.observe(letter.body)
    letter.addEventListener("keydown", (event) => this.pass(event))
    this.fit(letter)
  }

  fit(letter) {
    const height = `${Math.ceil(letter.body.getBoundingClientRect().bottom + this.scrollbar(letter))}px`
    if (this.element.style.height === height) return
    this.element.style.height = height
    this.dispatch("sized")
  }

  scrollbar(letter) {
    const root = letter.documentElement
    return root.scrollWidth > root.clientWidth ? 16 : 0
  }

  pass(event) {
    if (event.ctrlKey || event.metaKey) return
    const { key, code, shiftKey } = event
    this.element.dispatchEvent(new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true }))
  }
}
