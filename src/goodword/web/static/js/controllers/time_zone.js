// The first run's time zone: chosen as the browser's own, as long as nobody chose another.
// Reads: the select it stands on, and data-refused on its form, there when the server shows what somebody typed.
import { Controller } from "../vendor/stimulus.js";

export default class extends Controller {
  connect() {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    const is_listed = [...this.element.options].some((option) => option.value === here)
    if (is_listed && !this.element.form.dataset.refused) this.element.value = here
  }
}
