/* Escape closes an open <details> and gives the focus back to what opened it; nothing else hears that key.
 *
 *   <details data-controller="menu" data-action="keydown.esc@window->menu#close">
 */
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  close(event) {
    if (!this.element.open) return
    event.preventDefault()
    const isInside = this.element.contains(document.activeElement)
    this.element.open = false
    if (isInside) this.element.querySelector("summary").focus()
  }
}
