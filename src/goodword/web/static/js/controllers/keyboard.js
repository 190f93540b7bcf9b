/* Presses the buttons and links that name a key. On <body>.
 *
 *   data-key="e" | "Shift+E" | "Mod+Enter" | "g i" | "j|ArrowDown"   on any button, link or field
 *   data-key-label="Close"         its name on the sheet of keys; else aria-label, else its text
 *   data-key-row                   on a row of several that have the same keys: those of the row with the focus count
 *   <kbd data-keyboard-target="hint" data-keys="Mod+Enter">          rewritten for the reader's machine
 *   <dialog data-keyboard-target="sheet"> with <ul data-keyboard-target="keys"> and
 *   <input type="checkbox" data-keyboard-target="enabled" data-action="keyboard#remember">
 *   a button with data-action="keyboard#open" opens the sheet
 *   data-keyboard-own-value='{"e": "x"}'     the reader's own keys by the usual ones ("" for none); pages keep the usual ones
 *   data-keyboard-single-value="false"       single keys are switched off
 *
 * Single keys are off in fields; those with Mod work there when the button stands in the same form, or in none.
 * What is typed while a key or a click still opens something waits for it (typed_ahead.js).
 */
import { Controller } from "../vendor/stimulus.js";
import { TYPED, activate, isThere, keysOf, labelOf, line, nameOf, shown } from "../keys.js";
import { TypedAhead } from "../typed_ahead.js";

const SWITCH = "goodword.keys"
const CHORD_MS = 1200

export default class extends Controller {
  static targets = ["hint", "sheet", "keys", "enabled"]
  static values = { own: Object, single: { type: Boolean, default: true } }

  connect() {
    this.press = this.press.bind(this)
    // Before the editor, which would take Mod+Enter for a new line.
    window.addEventListener("keydown", this.press, true)
    this.ahead = new TypedAhead((event) => this.act(event, null))
    if (this.hasEnabledTarget) this.enabledTarget.checked = this.isOn
  }

  disconnect() {
    window.removeEventListener("keydown", this.press, true)
    this.ahead.stop()
  }

  get isOn() {
    return this.singleValue && localStorage.getItem(SWITCH) !== "off"
  }

  remember() {
    localStorage.removeItem(SWITCH) // where it stood before the server kept it
    this.singleValue = this.enabledTarget.checked
  }

  hintTargetConnected(hint) {
    const key = this.own(hint.dataset.keys)
    hint.hidden = !key
    hint.textContent = shown(key).join(" ")
  }

  own(key) {
    return this.ownValue[key.toLowerCase()] ?? key
  }

  keysOf(element) {
    return keysOf(element).map((key) => this.own(key)).filter(Boolean)
  }

  press(event) {
    if (document.querySelector("dialog[open]") || this.ahead.holds(event)) return
    this.act(event, event.target.closest?.(TYPED) ?? (event.target.isContentEditable ? event.target : null))
  }

  act(event, field) {
    const name = nameOf(event)
    const hasMod = name.startsWith("mod+")
    if (!name || event.repeat && hasMod || this.isSilent(field, hasMod, name)) return
    const first = this.first
    this.first = ""
    const found = (first && this.find(`${first} ${name}`, field)) || this.find(name, field)
    if (found) {
      event.preventDefault()
      event.stopPropagation()
      activate(found)
    } else if (!hasMod) {
      this.begin(name)
    }
  }

  // The editor keeps its own undo; a switched-off keyboard hears nothing. An open menu has Escape.
  isSilent(field, hasMod, name) {
    if (name === "escape" && document.querySelector("[data-controller~=menu][open]")) return true
    if (field) return !hasMod || name === "mod+z"
    return !hasMod && !this.isOn
  }

  begin(name) {
    const starts = [...document.querySelectorAll("[data-key]")].some((e) => this.keysOf(e).some((k) => k.startsWith(`${name} `)))
    if (!starts) return
    this.first = name
    clearTimeout(this.timer)
    this.timer = setTimeout(() => { this.first = "" }, CHORD_MS)
  }

  // In rows, that of the row with the focus counts, else what stands in none, else the first row's. The last one counts
  // of those in none: the newest toast is the one whose Undo is meant.
  find(name, field) {
    const form = field?.closest("form")
    const found = [...document.querySelectorAll("[data-key]")]
      .filter((element) => this.keysOf(element).includes(name) && !element.disabled && isThere(element))
      .filter((element) => !field || !element.closest("form") || element.closest("form") === form)
    const here = found.find((element) => element.closest("[data-key-row]")?.contains(document.activeElement))
    return here ?? found.findLast((element) => !element.closest("[data-key-row]")) ?? found[0]
  }

  open() {
    const seen = new Map()
    for (const element of document.querySelectorAll("[data-key]")) {
      const key = this.own(element.dataset.key.split("|")[0])
      if (key && isThere(element) && !seen.has(key)) seen.set(key, labelOf(element))
    }
    this.keysTarget.replaceChildren(...[...seen].map(([key, label]) => line(key, label)))
    this.sheetTarget.showModal()
  }
}
