/* Which of list, conversation and person is seen where there is no room for all. On the element with class "panes".
 *
 *   data-shown="list|conversation|person"      what the server shows first; CSS does the rest
 *   data-action="htmx:after:swap@document->panes#swapped"
 *   data-panes-name-param="person" data-action="panes#show"     on a button (a link's address stands in without JavaScript)
 *   data-panes-target="conversation"           the pane whose new content brings it to the front and gets the focus
 */
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  static targets = ["conversation"]

  show(event) {
    event.preventDefault()
    const { name } = event.params
    this.element.dataset.shown = this.element.dataset.shown === name ? "conversation" : name
  }

  swapped(event) {
    const { ctx } = event.detail
    const isOurs = this.hasConversationTarget && ctx.target?.id === this.conversationTarget.id
    if (isOurs && ctx.sourceElement?.matches("a")) this.element.dataset.shown = "conversation"
  }
}
