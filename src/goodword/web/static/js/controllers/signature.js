/* A signature in the settings: the editor over a plain field that works without it.
 *
 *   <div data-controller="signature" data-action="submit@window->signature#keep:capture" data-signature-label-value="Signature">
 *     <textarea name="text" data-signature-target="text">   goes when there is no JavaScript
 *     <input type="hidden" name="html" value="…" data-signature-target="html">   goes when there is
 */
import { standIn } from "../editing.js";
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  static targets = ["text", "html"]
  static values = { label: String }

  async connect() {
    const { createEditor } = await import("../vendor/editor.js")
    if (!this.element.isConnected || this.editor) return
    this.editor = standIn(createEditor, this.textTarget, this.htmlTarget.value, { label: this.labelValue })
    this.editor.options.element.classList.add("input")
  }

  disconnect() { this.editor?.destroy() }

  keep() {
    if (this.editor) this.htmlTarget.value = this.editor.isEmpty ? "" : this.editor.getHTML()
  }
}
