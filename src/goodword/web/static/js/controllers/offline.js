/* Says so when an answer never came, and as long as the desk cannot tell what changes. On <body>.
 *
 *   data-action="htmx:error@document->offline#tell live:lost->offline#lose live:found->offline#find"
 *   <template data-offline-target="toast">    the toast to show, once at a time
 *   <template data-offline-target="lost">     the one that stays until the desk is found again
 */
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  static targets = ["toast", "lost"]

  tell({ detail: { ctx } }) {
    const toasts = document.getElementById("toasts")
    if (!ctx || ctx.response || toasts.querySelector("[data-offline]")) return
    toasts.append(this.toastTarget.content.cloneNode(true))
    toasts.lastElementChild.dataset.offline = ""
  }

  lose() {
    this.find()
    const toasts = document.getElementById("toasts")
    toasts.append(this.lostTarget.content.cloneNode(true))
    this.notice = toasts.lastElementChild
  }

  find() {
    this.notice?.remove()
  }
}
