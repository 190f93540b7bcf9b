/* What is given to put a matter right. On its <form>.
 *
 *   <form data-controller="remedy" data-action="change->remedy#chosen">
 *     <input type="radio" data-words="…">          the words that usually go with this kind
 *     <textarea data-remedy-target="words">        follows the kind until somebody writes in it
 *     <input data-remedy-target="amount">          takes the cursor when the kind needs an amount and has none
 *   data-action="keydown->remedy#send"             Enter in a list sends the form, as in a field
 *
 *   <details data-controller="remedy" data-action="toggle->remedy#opened">   opened, its first field takes the cursor
 *     <input data-press="declined">                    and Enter in a field presses the button of this value
 */
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  static targets = ["words", "amount"]

  chosen(event) {
    if (event.target.name !== "kind") return
    const usual = [...this.element.querySelectorAll("[data-words]")].map((one) => one.dataset.words)
    if (usual.includes(this.wordsTarget.value.trim())) this.wordsTarget.value = event.target.dataset.words
    const { amountTarget: amount } = this
    if (amount.checkVisibility() && !amount.value) amount.focus()
    else event.target.focus()
  }

  opened() {
    if (this.element.open) this.element.querySelector(".input")?.focus()
  }

  press(event) {
    const { press } = event.target.dataset
    if (!press || event.isComposing) return
    event.preventDefault()
    this.element.querySelector(`button[value=${press}]`).click()
  }

  send(event) {
    if (event.key !== "Enter" || !event.target.matches("select") || event.isComposing) return
    event.preventDefault()
    this.element.requestSubmit()
  }
}
