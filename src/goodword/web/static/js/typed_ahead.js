// Keys typed while what was opened for them is still on its way. They wait for it: in its field they are what was typed,
// without a field they are keys again. What was asked for in vain takes them along.

import { TYPED } from "./keys.js";

const PATIENCE_MS = 5000
const OPENS = ":is(a, button)[hx-get]:not([hx-trigger])"
const OWN_KEYS = "a, button, summary, [role=option]"

export class TypedAhead {
  // `press` gets each key that no field takes.
  constructor(press) {
    Object.assign(this, { press, keys: [], opening: null })
    this.left = new AbortController()
    const on = (name, act) => document.addEventListener(name, ({ detail }) => act(detail.ctx), { signal: this.left.signal })
    on("htmx:before:request", (ctx) => this.begin(ctx))
    on("htmx:finally:request", (ctx) => this.end(ctx))
  }

  stop() {
    this.left.abort()
    this.forget()
  }

  begin({ sourceElement }) {
    if (!sourceElement.matches?.(OPENS)) return
    this.opening = sourceElement
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.forget(), PATIENCE_MS)
  }

  // When the behaviors of what came have taken the focus.
  end({ sourceElement, response }) {
    if (sourceElement !== this.opening) return
    if (response?.status < 400) setTimeout(() => this.deliver())
    else this.forget()
  }

  forget() {
    clearTimeout(this.timer)
    Object.assign(this, { keys: [], opening: null })
  }

  // Whether this key waits.
  holds(event) {
    if (!this.opening || event.ctrlKey || event.metaKey || event.isComposing) return false
    if (isField(document.activeElement) && !this.keys.length) return false
    if (event.key === "Escape") this.forget()
    const isTyped = event.key.length === 1 && event.key !== " "
    const isHeld = isTyped || ["Enter", " ", "Backspace"].includes(event.key) && !this.isElsewhere
    if (!isHeld || !this.opening) return false
    event.preventDefault()
    event.stopPropagation()
    if (event.key === "Backspace") this.keys.pop()
    else if (!(event.repeat && event.key === "Enter")) this.keys.push(event)
    return true
  }

  // On another button Enter and Space are its own; a row of the list is where one stands.
  get isElsewhere() {
    const { activeElement: at } = document
    return at !== this.opening && at.matches(OWN_KEYS) && !at.closest("[role=row]")
  }

  // In their order. A key that opens something in its turn lets the others wait for that.
  async deliver() {
    const { opening } = this
    while (this.keys.length) {
      this.give(this.keys.shift())
      await new Promise((done) => setTimeout(done))
      if (this.opening !== opening) return
    }
    this.forget()
  }

  give(event) {
    const { activeElement: at } = document
    if (!isField(at)) this.press(event)
    else if (event.key !== "Enter") document.execCommand("insertText", false, event.key)
    else if (at.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))) at.form?.requestSubmit()
  }
}

function isField(element) {
  return element.matches(TYPED) || element.isContentEditable
}
