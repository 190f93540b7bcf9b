/* A search field: asks as one types, and proposes what the word before the cursor may become. On its <form>; around a
 * field of another form, which is sent as usual, it only proposes.
 *
 *   data-suggest-url-value="/search/suggestions"   answers ?q=…&at=… with <li role="option" id data-text data-begins>
 *   <input data-suggest-target="field" data-action="input->suggest#typed keydown->suggest#key click->suggest#look blur->suggest#close">
 *   <div data-suggest-target="list" data-action="pointerdown->suggest#point" hidden><ul role="listbox">
 *
 * The form hears "search:asked" when the reader pauses, and the list of results "search:enter" when they go down to it.
 * Arrows choose a proposal, Enter or Tab takes it, Escape puts the list away. Proposals that come late are dropped.
 */
import { Controller } from "../vendor/stimulus.js";

const PAUSE_MS = 150

export default class extends Controller {
  static targets = ["field", "list"]
  static values = { url: String }

  disconnect() {
    clearTimeout(this.timer)
    this.asking?.abort()
  }

  get options() { return [...this.listTarget.querySelectorAll("[role=option]")] }

  get chosen() { return this.listTarget.querySelector("[aria-selected=true]") }

  typed() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), PAUSE_MS)
    this.look()
  }

  ask() {
    this.element.dispatchEvent(new CustomEvent("search:asked"))
    if (!this.element.action) return
    const address = new URL(this.element.action)
    address.search = new URLSearchParams(new FormData(this.element))
    if (location.pathname === address.pathname) history.replaceState(history.state, "", address)
  }

  async look() {
    this.asking?.abort()
    this.asking = new AbortController()
    const { value, selectionStart } = this.fieldTarget
    const address = `${this.urlValue}?${new URLSearchParams({ q: value, at: selectionStart ?? value.length })}`
    try {
      const answer = await fetch(address, { signal: this.asking.signal, headers: { "HX-Request": "true" } })
      if (answer.ok) this.offer(await answer.text())
    } catch (error) {
      if (error.name !== "AbortError") this.close()
    }
  }

  offer(html) {
    const page = new DOMParser().parseFromString(html, "text/html")
    this.listTarget.querySelector("[role=listbox]").replaceChildren(...page.querySelectorAll("[role=option]"))
    const isOpen = this.options.length > 0 && document.activeElement === this.fieldTarget
    this.listTarget.hidden = !isOpen
    this.fieldTarget.ariaExpanded = String(isOpen)
    this.fieldTarget.removeAttribute("aria-activedescendant")
  }

  choose(option) {
    for (const one of this.options) one.ariaSelected = String(one === option)
    option.scrollIntoView({ block: "nearest" })
    this.fieldTarget.setAttribute("aria-activedescendant", option.id)
  }

  close() {
    this.asking?.abort()
    this.listTarget.hidden = true
    this.fieldTarget.ariaExpanded = "false"
    this.fieldTarget.removeAttribute("aria-activedescendant")
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const isOpen = !this.listTarget.hidden
    if (isOpen && step) this.step(step)
    else if (isOpen && this.chosen && (event.key === "Enter" || event.key === "Tab")) this.take(this.chosen)
    else if (isOpen && event.key === "Escape") this.close()
    else if (event.key === "ArrowDown") window.dispatchEvent(new CustomEvent("search:enter"))
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  step(step) {
    const { options } = this
    const index = options.indexOf(this.chosen)
    this.choose(options[index < 0 && step < 0 ? options.length - 1 : (index + step + options.length) % options.length])
  }

  point(event) {
    event.preventDefault() // the field keeps the focus
    const option = event.target.closest("[role=option]")
    if (option) this.take(option)
  }

  take(option) {
    const { text, begins, goesOn } = option.dataset
    const field = this.fieldTarget
    field.setRangeText(goesOn === undefined ? `${text} ` : text, Number(begins), field.selectionStart, "end")
    this.close()
    this.typed()
  }
}
