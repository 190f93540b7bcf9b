/* Names colleagues in a note: `@` opens a list of those who may read it. On the composer's <form> of a note.
 *
 *   data-mentions-url-value="/conversations/1042/mentionable"   <ul role="listbox"> of <li role="option" id data-who data-name>
 *   <div data-mentions-target="list" hidden>                    where the list stands
 *   data-action="composer:ready->mentions#ready keydown->mentions#key:capture"
 *
 * The text keeps the focus; arrows choose, Enter or Tab takes, Escape puts the list away.
 */
import { Controller } from "../vendor/stimulus.js";

const ASKED = /(?:^|[\s(\ufffc])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]+)?)$/u
const LONGEST = 60

export default class extends Controller {
  static targets = ["list"]
  static values = { url: String }

  ready({ detail: { editor } }) {
    this.editor = editor
    editor.on("transaction", () => this.look())
    editor.on("blur", () => this.close())
    this.listTarget.addEventListener("pointerdown", (event) => this.point(event))
  }

  get options() { return [...this.listTarget.querySelectorAll("[role=option]:not([hidden])")] }

  get chosen() { return this.listTarget.querySelector("[aria-selected=true]:not([hidden])") }

  // What stands between the "@" and the cursor; null when there is none.
  get asked() {
    const { selection } = this.editor.state
    if (!selection.empty) return null
    const { $from } = selection
    const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - LONGEST), $from.parentOffset, "\n", "\ufffc")
    return ASKED.exec(before)?.[1] ?? null
  }

  async look() {
    if (this.asked === null) { this.isAway = false; return this.close() }
    if (this.isAway) return
    this.fetched ??= fetch(this.urlValue, { headers: { "HX-Request": "true" } }).then((answer) => (answer.ok ? answer.text() : ""))
    const html = await this.fetched.catch(() => "")
    if (!this.listTarget.childElementCount) this.listTarget.innerHTML = html
    const { asked } = this
    if (asked !== null && this.editor.isFocused) this.offer(asked.toLocaleLowerCase())
  }

  offer(asked) {
    for (const option of this.listTarget.querySelectorAll("[role=option]")) {
      option.hidden = !` ${option.dataset.name.toLocaleLowerCase()}`.includes(` ${asked}`)
    }
    if (!this.options.length) return this.close()
    this.listTarget.hidden = false
    this.choose(this.chosen ?? this.options[0])
  }

  choose(option) {
    for (const one of this.listTarget.querySelectorAll("[role=option]")) one.ariaSelected = String(one === option)
    option.scrollIntoView({ block: "nearest" })
    this.describe(option.id)
  }

  describe(id) {
    const { dom } = this.editor.view
    for (const [name, value] of [["aria-controls", "mentionable"], ["aria-autocomplete", "list"], ["aria-activedescendant", id]]) {
      if (id) dom.setAttribute(name, value)
      else dom.removeAttribute(name)
    }
  }

  close() {
    if (this.listTarget.hidden) return
    this.listTarget.hidden = true
    this.describe("")
  }

  key(event) {
    if (!this.editor || this.listTarget.hidden || event.ctrlKey || event.metaKey) return
    const { options } = this
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) this.choose(options[(options.indexOf(this.chosen) + step + options.length) % options.length])
    else if (event.key === "Enter" || event.key === "Tab") this.take(this.chosen)
    else if (event.key === "Escape") { this.isAway = true; this.close() }
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  point(event) {
    event.preventDefault() // the text keeps the focus
    const option = event.target.closest("[role=option]")
    if (option) this.take(option)
  }

  take(option) {
    const { asked, editor } = this
    const to = editor.state.selection.from
    const { who, name } = option.dataset
    this.close()
    editor.chain().focus().deleteRange({ from: to - (asked ?? "").length - 1, to })
      .insertContent([{ type: "mention", attrs: { who, name } }, { type: "text", text: " " }]).run()
  }
}
