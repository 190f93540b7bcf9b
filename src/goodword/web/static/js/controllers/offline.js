/* Says so when an answer never came. On <body>.
 *
 *   data-action="htmx:error@document->offline#tell"
 *   <template data-offline-target="toast">    the toast to show, once at a time
 */
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  static targets = ["toast"]

  tell({ detail: { ctx } }) {
    const toasts = document.getElementById("toasts")
    if (!ctx || ctx.response || toasts.querySelector("[data-offline]")) return
    toasts.append(this.toastTarget.content.cloneNode(true))
    toasts.lastElementChild.dataset.offline = ""
  }
}
