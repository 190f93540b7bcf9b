/* Sends files that are chosen, dropped or pasted, and shows how far they are. On the composer's <form>.
 *
 *   data-attach-url-value="/conversations/1042/drafts/reply/files"   POST multipart, field "file", one a request
 *   data-attach-failed-value="Could not be attached. Try again."
 *   data-action="composer:ready->attach#ready dragover->attach#over dragleave->attach#leave drop->attach#drop paste->attach#paste:capture"
 *   <input type="file" name="file" multiple data-attach-target="input" data-action="attach#choose" class="sr">
 *   <button type="button" data-action="attach#browse">             presses the input
 *   <ul class="files" id="…" data-attach-target="files">           the answer is this element anew
 *
 * A pasted image also goes into the text when the answer says where it stands: header X-Inline-Src.
 */
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  static targets = ["input", "files"]
  static values = { url: String, failed: String }

  ready(event) { this.editor = event.detail.editor }

  browse() { this.inputTarget.click() }

  choose() {
    const files = [...this.inputTarget.files]
    this.inputTarget.value = ""
    this.send(files)
  }

  over(event) {
    if (!event.dataTransfer.types.includes("Files")) return
    event.preventDefault()
    this.element.classList.add("is-dropping")
  }

  leave() { this.element.classList.remove("is-dropping") }

  drop(event) {
    this.leave()
    if (!event.dataTransfer.files.length) return
    event.preventDefault()
    event.stopPropagation()
    this.send([...event.dataTransfer.files])
  }

  paste(event) {
    const files = [...event.clipboardData.files]
    if (!files.length) return
    event.preventDefault()
    event.stopPropagation()
    this.send(files, { isPasted: true })
  }

  // One after the other: each answer is the whole list.
  async send(files, { isPasted = false } = {}) {
    const lines = files.map((file) => this.line(file))
    for (const [index, file] of files.entries()) {
      const answer = await upload(this.urlValue, file, this.token, lines[index].querySelector("progress")).catch(() => null)
      if (answer?.status === 200 || answer?.status === 201) await this.show(answer, lines[index], isPasted)
      else this.fail(lines[index], answer)
    }
  }

  get token() { return this.element.elements.csrfmiddlewaretoken.value }

  line(file) {
    const line = Object.assign(document.createElement("li"), { className: "file" })
    const name = Object.assign(document.createElement("span"), { className: "clip", textContent: file.name })
    const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0, ariaLabel: file.name })
    line.append(name, bar)
    this.filesTarget.append(line)
    return line
  }

  async show(answer, line, isPasted) {
    const waiting = [...this.filesTarget.querySelectorAll("li:has(progress)")].filter((other) => other !== line)
    line.remove()
    await htmx.swap({ text: answer.responseText, target: this.filesTarget, swap: "outerHTML", sourceElement: this.element })
    this.filesTarget.append(...waiting)
    const src = answer.getResponseHeader("X-Inline-Src")
    if (src && isPasted) this.editor?.chain().focus().setImage({ src }).run()
  }

  fail(line, answer) {
    line.classList.add("is-failed")
    line.querySelector("progress").remove()
    let reason = this.failedValue
    try { reason = JSON.parse(answer.responseText).detail || reason } catch { /* no words from the server: ours */ }
    line.querySelector("span").textContent += `: ${reason}`
    line.setAttribute("role", "alert")
  }
}

// fetch() cannot tell how far an upload is.
function upload(url, file, token, bar) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const body = new FormData()
    body.append("file", file)
    request.open("POST", url)
    request.setRequestHeader("X-CSRFToken", token)
    request.setRequestHeader("HX-Request", "true")
    request.setRequestHeader("Accept", "application/problem+json")
    request.upload.addEventListener("progress", (event) => { bar.value = event.loaded / event.total })
    request.addEventListener("load", () => resolve(request))
    request.addEventListener("error", reject)
    request.send(body)
  })
}
