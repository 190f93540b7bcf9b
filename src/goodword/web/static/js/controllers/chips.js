/* The promises that are noticed in what one writes. On the composer's <form>, beside composer.
 *
 *   <div id="composer-noticed" data-chips-target="list" data-stamp="1764000000000" data-action="keydown->chips#walk">
 *        as each saved draft brings it; an answer with an earlier stamp comes too late
 *     <li data-once="12 waiting" data-said="Promise noticed: …">    said once for each data-once
 *     <button data-chip-dismiss>                                    what Escape in the text presses
 *     <span data-action="click->chips#enter">                       the focus goes to the first choice behind it
 *     <input data-action="keydown.enter->chips#set:prevent"> with <button data-chip-set>
 *   <span class="sr" role="status" data-chips-target="said">
 *   data-action="composer:ready->chips#ready composer:saved->chips#saved keydown.esc->chips#dismiss htmx:after:swap@document->chips#swapped"
 */
import { Controller } from "../vendor/stimulus.js";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

export default class extends Controller {
  static targets = ["list", "said"]

  connect() { this.known = new Set(this.onces) }

  ready({ detail: { editor } }) { this.editor = editor }

  get chips() { return this.hasListTarget ? [...this.listTarget.querySelectorAll("[data-once]")] : [] }

  get onces() { return this.chips.map((chip) => chip.dataset.once) }

  // The answer to a draft that was kept.
  async saved({ detail }) {
    const html = detail?.html ?? "", stamp = /id="composer-noticed"[^>]* data-stamp="(\d+)"/.exec(html)?.[1]
    if (!stamp || !this.hasListTarget || Number(stamp) < Number(this.listTarget.dataset.stamp)) return
    await htmx.swap({ text: html, target: this.listTarget, swap: "outerMorph", sourceElement: this.listTarget })
    this.tell()
  }

  // The answer to a button: the text goes on.
  swapped({ detail: { ctx } }) {
    if (ctx?.sourceElement?.getAttribute?.("hx-target") !== "#composer-noticed") return
    this.tell()
    const { activeElement: focused } = document
    if (!focused || focused === document.body || this.listTarget.contains(focused) && !focused.checkVisibility()) this.back()
  }

  tell() {
    const fresh = this.chips.filter((chip) => !this.known.has(chip.dataset.once))
    this.known = new Set(this.onces)
    if (fresh.length && this.hasSaidTarget) this.saidTarget.textContent = fresh.map((chip) => chip.dataset.said).join(" ")
  }

  back() {
    if (this.editor) this.editor.view.focus()
  }

  // Only the chip: what else hears Escape does not.
  dismiss(event) {
    if (event.isComposing || !event.target.isContentEditable || document.querySelector("[data-controller~=menu][open]")) return
    const button = this.hasListTarget && this.listTarget.querySelector("[data-chip-dismiss]")
    if (!button) return
    event.preventDefault()
    event.stopPropagation()
    button.click()
  }

  enter({ currentTarget }) {
    const chip = currentTarget.closest("[data-once]")
    chip.querySelector("button[hx-vals]")?.focus() ?? chip.querySelector("input")?.focus()
  }

  set({ currentTarget }) { currentTarget.closest("[data-once]").querySelector("[data-chip-set]").click() }

  walk(event) {
    const step = STEPS[event.key]
    if (!step || event.target.matches("input")) return
    const places = [...this.listTarget.querySelectorAll("button, summary")].filter((one) => one.checkVisibility())
    event.preventDefault()
    places[(places.indexOf(event.target) + step + places.length) % places.length]?.focus()
  }
}
