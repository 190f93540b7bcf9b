/* Keeps the newest letter in view: starts at the end, and stays there while one is there. On the scrolling pane.
 *
 *   data-action="scroll->follow#note:passive htmx:after:swap@document->follow#stay letter-frame:sized->follow#stay"
 */
import { Controller } from "../vendor/stimulus.js";

const NEAR_PX = 80

export default class extends Controller {
  connect() {
    this.isAtEnd = true
    this.stay()
  }

  note() {
    const { scrollHeight, scrollTop, clientHeight } = this.element
    this.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX
  }

  stay() {
    if (this.isAtEnd) this.element.scrollTop = this.element.scrollHeight
  }
}
