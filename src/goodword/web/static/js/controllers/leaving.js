/* Counts down until a reply leaves and can no longer be taken back.
 *
 *   data-leaving-seconds-value="9"              counted by the server, whose clock may differ from this one
 *   data-leaving-words-value="Leaves in {n} s"
 *   data-leaving-target="words"                 what stands there when the time is over, or without JavaScript
 */
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  static targets = ["words"]
  static values = { seconds: Number, words: String }

  connect() {
    this.after = this.wordsTarget.textContent
    this.timer = setInterval(() => this.tick(), 250)
  }

  disconnect() {
    clearInterval(this.timer)
  }

  // Also when the live refresh brings what is left now.
  secondsValueChanged() {
    this.until = Date.now() + this.secondsValue * 1000
    if (this.timer) this.tick()
  }

  tick() {
    const left = Math.ceil((this.until - Date.now()) / 1000)
    this.wordsTarget.textContent = left > 0 ? this.wordsValue.replace("{n}", left) : this.after
  }
}
