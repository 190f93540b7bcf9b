/* Where one writes: a rich editor over a plain textarea that works without it. Drafts are kept on the server on each
 * pause, and in this tab until the server has them. On the <form class="composer" hx-post=… hx-morph-skip>.
 *
 *   data-composer-draft-url-value="/conversations/1042/drafts/reply"   POST html=…; empty html discards the draft
 *   data-composer-saved-value="Draft saved {time}"  data-composer-unsaved-value="Not saved yet. It stays here; trying again."
 *   data-composer-label-value="Your reply"          data-composer-placeholder-value="…"
 *   data-composer-focus-value="true"                write at once (after R or N)
 *   <textarea name="text" data-composer-target="text">     goes when there is no JavaScript
 *   <input type="hidden" name="html" data-composer-target="html" value="{{ draft.html }}">   goes when there is
 *   <span data-composer-target="saved" role="status">   and fields that go with it: data-composer-target="around" data-action="composer#changed"
 *   data-action="submit->composer#submit:capture htmx:after:request->composer#sent htmx:finally:request->composer#sent pagehide@window->composer#flush
 *                online@window->composer#save composer:focus->composer#focus"
 *   data-action="click->composer#choose:capture" on the Reply and Note links: the current one only takes the focus
 *
 * Says "composer:ready" with {editor} to the other behaviors of the form, "composer:typed" and "composer:saved" with {html}, the answer.
 */
import { postDraft } from "../drafts.js";
import { focusAtEnd, plain, standIn } from "../editing.js";
import { Controller } from "../vendor/stimulus.js";

const PAUSE_MS = 600, AGAIN_MS = 5000

export default class extends Controller {
  static targets = ["text", "html", "saved", "around"]
  static values = { draftUrl: String, saved: String, unsaved: String, label: String, placeholder: String, focus: Boolean }

  // Until the editor is there one writes in the plain field.
  async connect() {
    const { textTarget: text, placeholderValue: placeholder, labelValue: label } = this
    const kept = sessionStorage.getItem(this.place)
    if (kept !== null) text.value = text.defaultValue = plain(kept)
    if (this.focusValue) this.focus()
    const [{ createEditor }, { registerWriting }] = await Promise.all([import("../vendor/editor.js"), import("../writing.js")])
    registerWriting(this.application)
    if (!this.element.isConnected || this.editor) return
    const draft = kept ?? this.htmlTarget.value
    this.editor = standIn(createEditor, text, draft, { placeholder, label, mentions: this.element.matches(".is-note"), onUpdate: () => { if (this.editor) this.changed() } })
    this.dispatch("ready", { detail: { editor: this.editor } })
    if (draft !== this.htmlTarget.value || text.value !== text.defaultValue) this.changed()
  }

  disconnect() { this.flush(); this.editor?.destroy() }
  get place() { return `goodword.text.${this.draftUrlValue}` }
  get html() { return !this.editor || this.editor.isEmpty ? "" : this.editor.getHTML() }

  focus() { focusAtEnd(this.editor, this.textTarget) }

  choose(event) {
    if (!event.currentTarget.hasAttribute("aria-current")) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.focus()
  }

  changed() {
    if (!this.editor) return // what is typed goes with the plain form
    this.isDirty = true
    this.htmlTarget.value = this.html
    sessionStorage.setItem(this.place, this.html)
    this.dispatch("typed")
    this.plan(PAUSE_MS)
  }

  plan(wait) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), wait)
  }

  // One at a time; what is typed meanwhile goes with the next.
  async save() {
    if (!this.isDirty || this.isSending) return
    if (this.saving) return this.plan(PAUSE_MS)
    this.isDirty = false
    this.saving = postDraft(this.draftUrlValue, this.element.elements.csrfmiddlewaretoken.value, this.html, this.aroundTargets)
    const html = await this.saving.catch(() => null), isSaved = html !== null
    this.saving = null
    this.tell(isSaved, html)
    if (isSaved && !this.isDirty) sessionStorage.removeItem(this.place)
    if (!isSaved) { this.isDirty = true; this.plan(AGAIN_MS) }
  }

  flush() {
    clearTimeout(this.timer)
    if (this.editor && this.isDirty && !this.isSending) this.save()
  }

  tell(isSaved, html) {
    if (isSaved) this.dispatch("saved", { detail: { html } })
    if (!this.hasSavedTarget) return
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format()
    this.savedTarget.textContent = isSaved ? this.savedValue.replace("{time}", time) : this.unsavedValue
    this.savedTarget.classList.toggle("is-unsaved", !isSaved)
  }

  // A draft on its way must arrive before the letter, or it would come back after it. What is sent, is sent once.
  async submit(event) {
    clearTimeout(this.timer)
    if (this.editor) this.htmlTarget.value = this.html
    this.isSending = true
    if (!this.saving && !this.isGone) { this.isGone = true; return }
    event.preventDefault()
    event.stopImmediatePropagation()
    if (this.isGone) return
    await this.saving
    this.element.requestSubmit(event.submitter)
  }

  // Told twice: when the answer is there, before it is put in; and at the end, also when there was none.
  sent({ type, detail: { ctx } }) {
    if (ctx.sourceElement !== this.element) return
    const isDone = type === "htmx:finally:request"
    if (isDone) this.isSending = this.isGone = false
    if (ctx.response?.status < 400) {
      this.isDirty = false
      sessionStorage.removeItem(this.place)
    } else if (isDone && this.editor) {
      this.changed()
    }
  }
}
