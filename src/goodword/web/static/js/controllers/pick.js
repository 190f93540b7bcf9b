/* A strip of buttons one picks from by typing, by the arrows and Enter. On its <form>.
 *
 *   <form data-controller="pick" data-action="keydown->pick#walk input->pick#filter">
 *     <input data-pick-target="query" role="combobox" aria-controls="pick-list" hidden>   without it the arrows move the focus
 *     <button data-pick-target="option" id="…" role="option">…</button>
 *     <button data-pick-target="option fresh" hidden><span data-pick-target="said">New tag</span></button>
 *                                     takes what was typed when nothing is called so
 *   data-action="keydown->pick#leave"              only Escape
 *   data-action="htmx:before:request->pick#again htmx:finally:request->pick#again"  the strip stays: empty the field for the next
 *
 * Escape puts the strip away: it presses the form's own [data-key=Escape].
 */
import { Controller } from "../vendor/stimulus.js";

const MOST = 24
const ACROSS = { ArrowRight: 1, ArrowLeft: -1 }
const STEPS = { ArrowDown: 1, ArrowUp: -1, ...ACROSS }

export default class extends Controller {
  static targets = ["query", "option", "fresh", "said"]

  connect() {
    if (!this.hasQueryTarget) return
    this.word = this.hasSaidTarget ? this.saidTarget.textContent : ""
    this.queryTarget.hidden = false
    this.queryTarget.focus()
    this.filter()
  }

  get shown() {
    return this.optionTargets.filter((option) => !option.hidden)
  }

  filter() {
    if (!this.hasQueryTarget) return
    const words = folded(this.queryTarget.value).split(/\s+/).filter(Boolean)
    let count = 0
    for (const option of this.optionTargets) {
      option.tabIndex = -1 // the field has the focus, and says which one is meant
      if (this.hasFreshTarget && option === this.freshTarget) continue
      const isWanted = words.every((word) => folded(option.textContent).includes(word))
      option.hidden = !isWanted || ++count > MOST
    }
    this.name(words.length > 0)
    this.mark(this.shown[0])
  }

  // A name that no tag has can become one.
  name(isTyped) {
    if (!this.hasFreshTarget) return
    const typed = this.queryTarget.value.trim()
    const isKnown = this.optionTargets.some((option) => option !== this.freshTarget && same(option.textContent, typed))
    this.freshTarget.hidden = !isTyped || isKnown
    this.saidTarget.textContent = `${this.word}: ${typed}`
  }

  mark(option) {
    for (const one of this.optionTargets) one.classList.toggle("is-active", one === option)
    if (option) this.queryTarget.setAttribute("aria-activedescendant", option.id)
    else this.queryTarget.removeAttribute("aria-activedescendant")
    option?.scrollIntoView({ block: "nearest" })
  }

  walk(event) {
    this.leave(event)
    const isTyping = this.hasQueryTarget && event.target === this.queryTarget
    if (event.key === "Enter" && isTyping) this.take(event)
    const step = STEPS[event.key]
    if (!step || isTyping && event.key in ACROSS) return // those move within the word
    event.preventDefault()
    const { shown } = this
    const at = isTyping ? shown.findIndex((option) => option.classList.contains("is-active")) : shown.indexOf(event.target)
    const next = shown[(at + step + shown.length) % shown.length]
    if (isTyping) this.mark(next)
    else next?.focus()
  }

  take(event) {
    const active = this.shown.find((option) => option.classList.contains("is-active"))
    event.preventDefault()
    active?.click()
  }

  // What is sent was gathered; what is typed from here on is the next one, and stays when the answer comes.
  again(event) {
    if (!this.hasQueryTarget || !this.element.contains(event.target)) return
    if (event.type === "htmx:before:request") this.queryTarget.value = ""
    this.filter()
    this.queryTarget.focus()
  }

  leave(event) {
    if (event.key !== "Escape") return
    event.preventDefault()
    event.stopPropagation()
    this.element.querySelector("[data-key=Escape]")?.click()
  }
}

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim()
}

function same(text, other) {
  return folded(text).replace(/\s+/g, " ") === folded(other).replace(/\s+/g, " ")
}
