/* A toast goes by itself; one with Undo counts down the seconds in which that is possible.
 *
 *   data-toast-seconds-value="10"    0 stays until it is put away
 *   data-toast-target="left"         shows the seconds left (aria-hidden)
 *   data-action="toast#close"        on the button that puts it away
 */
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  static targets = ["left"]
  static values = { seconds: Number }

  connect() {
    if (!this.secondsValue) return
    this.until = Date.now() + this.secondsValue * 1000
    this.timer = setInterval(() => this.tick(), 250)
    this.tick()
  }

  disconnect() {
    clearInterval(this.timer)
  }

  tick() {
    const left = Math.ceil((this.until - Date.now()) / 1000)
    if (left <= 0) return this.close()
    if (this.hasLeftTarget) this.leftTarget.textContent = String(left)
  }

  close() {
    this.element.remove()
  }
}
