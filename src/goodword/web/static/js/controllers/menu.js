/* Escape closes an open <details> and gives the focus back to what opened it; nothing else hears that key. A menu also
 * closes when one of its entries was taken, or a click went past it.
 *
 *   <details data-controller="menu" data-action="keydown.esc@window->menu#close click@window->menu#leave">
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

  leave({ target }) {
    if (this.element.contains(target) && !target.closest("a, button")) return
    this.element.open = false
  }
}
