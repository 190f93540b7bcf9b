/* Which of list, conversation and person is seen where there is no room for all. On the element with class "panes".
 *
 *   data-shown="list|conversation|person"      what the server shows first; CSS does the rest
 *   data-action="htmx:after:swap@document->panes#swapped"
 *   data-panes-name-param="person" data-action="panes#show"     on a button (a link's address stands in without JavaScript)
 *   data-panes-target="heading"                the list's own: the first of the page only while no conversation is open
 *   data-panes-target="conversation"           the pane whose new content brings it to the front and gets the focus
 */
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  static targets = ["conversation", "heading"]

  show(event) {
    event.preventDefault()
    const { name } = event.params
    this.element.dataset.shown = this.element.dataset.shown === name ? "conversation" : name
  }

  swapped(event) {
    const { ctx } = event.detail
    const id = ctx.target?.id ?? String(ctx.target).slice(1) // an answer that says where it belongs (HX-Retarget) gives a selector
    const isOurs = this.hasConversationTarget && id === this.conversationTarget.id
    if (!isOurs) return
    if (this.hasHeadingTarget) this.rank()
    if (!this.conversationTarget.querySelector("h1")) this.element.dataset.shown = "list" // the last one was put away
    else if (ctx.sourceElement?.matches("a")) this.element.dataset.shown = "conversation"
  }

  // A page has one first heading: the conversation's when one is open, else the list's.
  rank() {
    const name = this.conversationTarget.querySelector("h1") ? "h2" : "h1"
    const { headingTarget: old } = this
    if (old.localName === name) return
    const heading = document.createElement(name)
    for (const { name: attribute, value } of old.attributes) heading.setAttribute(attribute, value)
    heading.append(...old.childNodes)
    old.replaceWith(heading)
  }
}
