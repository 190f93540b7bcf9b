// Copies what another element shows, and says so for a moment. Hidden without JavaScript: the text can be marked by hand.
// Reads: data-copy-from-value (an id), data-copy-done-value (the word when it is done).
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  static values = { from: String, done: String }

  connect() {
    this.element.hidden = !navigator.clipboard
    this.words = this.element.textContent
  }

  async copy() {
    const source = document.getElementById(this.fromValue)
    try {
      await navigator.clipboard.writeText(source.textContent.trim())
    } catch {
      getSelection().selectAllChildren(source)
      return
    }
    this.element.textContent = this.doneValue
    setTimeout(() => { this.element.textContent = this.words }, 2000)
  }
}
