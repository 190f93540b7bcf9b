/* The buttons that shape the text of the composer. On the same <form>, with
 * data-action="composer:ready->formatting#ready".
 *
 *   <button type="button" data-formatting-target="mark" data-mark="bold" data-action="formatting#apply" aria-pressed="false">
 *        marks: bold, italic, strike, bulletList, orderedList, blockquote
 *   <button type="button" data-formatting-target="mark" data-mark="link" data-action="formatting#ask" aria-pressed="false">
 *   <div class="composer-link" data-formatting-target="link" hidden> with
 *        <input inputmode="url" data-formatting-target="address" data-action="keydown->formatting#key"> and a button
 *        data-action="formatting#set"; an empty address takes the link away
 *
 * All of them are hidden (attribute) until the editor stands: without JavaScript they would do nothing.
 */
import { Controller } from "../vendor/stimulus.js";

const APPLY = {
  bold: "toggleBold", italic: "toggleItalic", strike: "toggleStrike", blockquote: "toggleBlockquote",
  bulletList: "toggleBulletList", orderedList: "toggleOrderedList",
}

export default class extends Controller {
  static targets = ["mark", "link", "address"]

  ready(event) {
    this.editor = event.detail.editor
    this.markTargets.forEach((button) => { button.hidden = false })
    this.editor.on("transaction", () => this.press())
  }

  press() {
    for (const button of this.markTargets) button.ariaPressed = String(this.editor.isActive(button.dataset.mark))
  }

  apply(event) {
    this.editor.chain().focus()[APPLY[event.currentTarget.dataset.mark]]().run()
  }

  ask() {
    this.linkTarget.hidden = !this.linkTarget.hidden
    if (this.linkTarget.hidden) return this.editor.commands.focus()
    this.addressTarget.value = this.editor.getAttributes("link").href ?? ""
    this.addressTarget.focus()
  }

  key(event) {
    if (event.key === "Enter") this.set(event)
    if (event.key === "Escape") this.ask()
  }

  set(event) {
    event.preventDefault()
    const address = this.addressTarget.value.trim()
    const text = this.editor.chain().focus().extendMarkRange("link")
    this.linkTarget.hidden = true
    this.addressTarget.value = ""
    if (!address) return text.unsetLink().run()
    const href = /^(https?:|mailto:|tel:)/i.test(address) ? address : `https://${address}`
    if (this.editor.state.selection.empty && !this.editor.isActive("link")) return text.insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href } }] }).run()
    text.setLink({ href }).run()
  }
}
