/* Lets a textarea grow with its text where the browser does not do so itself (field-sizing). On the <textarea>. */
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  connect() {
    if (CSS.supports("field-sizing", "content")) return
    this.grow = this.grow.bind(this)
    this.element.addEventListener("input", this.grow)
    this.grow()
  }

  disconnect() {
    this.element.removeEventListener("input", this.grow)
  }

  grow() {
    this.element.style.height = "auto"
    this.element.style.height = `${this.element.scrollHeight + 2}px`
  }
}
