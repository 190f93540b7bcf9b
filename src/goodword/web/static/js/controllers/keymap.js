/* Takes the keys that are struck in its fields, and says at once which are given twice. On the form.
 *
 *   data-keymap-taken-value="{name} has this key."
 *   <input data-keymap-target="input" data-action="keydown->keymap#take input->keymap#tell" data-usual="Shift+E" aria-label="Close">
 *   <p data-keymap-target="said">      one for each field, in the same order
 *   <button type="button" data-action="keymap#usual">    puts the usual key back into the field before it
 *
 * Tab, Enter and Escape keep their meaning; Backspace and Delete leave the operation without a key. Two keys struck one
 * after the other make a pair ("g x"). Without this script one types the name of the key.
 */
import { Controller } from "../vendor/stimulus.js";
import { nameOf } from "../keys.js";

const PAIR_MS = 1200
const KEPT = /^(shift\+)?(tab|enter|escape|arrow.*|home|end|pageup|pagedown|f\d+|control|meta|shift|altgraph|capslock| )$/

export default class extends Controller {
  static targets = ["input", "said"]
  static values = { taken: String }

  connect() {
    this.tell()
  }

  take(event) {
    const name = nameOf(event)
    const { target } = event
    if (!name || KEPT.test(name) || /^mod\+(control|meta|shift|[acvxz])$/.test(name) || event.repeat) return
    event.preventDefault()
    if (name === "backspace" || name === "delete") this.put(target, "")
    else this.put(target, this.paired(target, written(name)))
  }

  paired(target, key) {
    const first = this.fresh === target && !/[+ ]/.test(target.value) && !key.includes("+") ? `${target.value} ` : ""
    this.fresh = target
    clearTimeout(this.timer)
    this.timer = setTimeout(() => { this.fresh = null }, PAIR_MS)
    return first + key
  }

  usual({ currentTarget }) {
    const input = this.inputTargets.find((one) => one.name === currentTarget.value)
    this.put(input, input.dataset.usual)
    input.focus()
  }

  put(input, key) {
    input.value = key
    if (!key) this.fresh = null
    this.tell()
  }

  tell() {
    for (const [index, input] of this.inputTargets.entries()) {
      const key = input.value.trim().toLowerCase()
      const other = key && this.inputTargets.find((one) => one !== input && one.value.trim().toLowerCase() === key)
      const words = other ? this.takenValue.replace("{name}", other.labels[0].textContent.trim()) : ""
      if (this.saidTargets[index].textContent !== words) this.saidTargets[index].textContent = words
    }
  }
}

function written(name) {
  const parts = name.split("+")
  const key = parts.pop()
  return parts.length ? [...parts, key].map((part) => part[0].toUpperCase() + part.slice(1)).join("+") : key
}
