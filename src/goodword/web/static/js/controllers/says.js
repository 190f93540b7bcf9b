/* What a reply says, as its words tell after each saved draft, or as its writer chose. On the composer's <form>.
 *
 *   <div data-says-target="line" hidden>           there once there are words
 *     <select data-says-target="choice" data-action="says#show">
 *       <option value="" data-asks="Asks: their turn" data-solves="…" data-holds="…">    what the words tell
 *     <span data-says-target="then" hidden>         what follows if it answers
 *   data-action="composer:saved->says#read"         the answer has data-says="asks" (empty: no words)
 *   data-says-solution-value="true"                 there is a matter that an answer can settle
 */
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  static targets = ["line", "choice", "then"]
  static values = { read: String, solution: Boolean }

  read({ detail }) {
    const said = / data-says="([a-z]*)"/.exec(detail?.html ?? "")
    if (said) this.readValue = said[1]
  }

  readValueChanged() { this.show() }

  show() {
    if (!this.hasChoiceTarget) return
    const [words] = this.choiceTarget.options
    words.textContent = words.dataset[this.readValue] || words.textContent
    this.lineTarget.hidden = !this.readValue && !this.choiceTarget.value
    this.lineTarget.classList.toggle("is-chosen", Boolean(this.choiceTarget.value))
    this.thenTarget.hidden = !this.solutionValue || (this.choiceTarget.value || this.readValue) !== "solves"
  }
}
