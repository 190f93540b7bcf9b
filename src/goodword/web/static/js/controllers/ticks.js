/* The ticks of a checklist beside a reply: they stay with the draft, in this tab, and are nobody else's. Inside the
 * composer's <form>.
 *
 *   <section data-controller="ticks" data-ticks-place-value="goodword.ticks.1042.heard">   under which they are kept
 *     data-ticks-fresh-value="true"                    chosen just now: the first takes the focus
 *     <input type="checkbox" data-ticks-target="tick" data-action="ticks#keep">
 *     <button data-action="ticks#leave">               does away with the checklist: the text takes the focus
 */
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  static targets = ["tick"]
  static values = { place: String, fresh: Boolean }

  connect() {
    this.form = this.element.closest("form")
    if (!this.hasDraft) sessionStorage.removeItem(this.placeValue)
    const kept = sessionStorage.getItem(this.placeValue) ?? ""
    this.tickTargets.forEach((tick, number) => { tick.checked = kept[number] === "1" })
    if (this.freshValue) this.tickTargets[0]?.focus()
  }

  disconnect() {
    if (this.isLeft && this.form?.isConnected) this.form.dispatchEvent(new CustomEvent("composer:focus"))
  }

  // Without a draft nothing was begun: what is ticked belongs to a letter that has left. What was chosen just now may be
  // ticked before the first word.
  get hasDraft() {
    const url = this.form?.dataset.composerDraftUrlValue
    return this.freshValue || Boolean(this.form?.elements.html?.value) || sessionStorage.getItem(`goodword.text.${url}`) !== null
  }

  keep() { sessionStorage.setItem(this.placeValue, this.tickTargets.map((tick) => tick.checked ? "1" : "0").join("")) }

  leave() { this.isLeft = true }
}
