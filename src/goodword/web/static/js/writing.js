// The behaviors of the composer that are of use once the editor stands: they come with it, not with the page.
import Chips from "./controllers/chips.js";
import Formatting from "./controllers/formatting.js";
import Mentions from "./controllers/mentions.js";
import Says from "./controllers/says.js";
import Ticks from "./controllers/ticks.js";

let isRegistered = false

export function registerWriting(application) {
  if (isRegistered) return
  isRegistered = true
  application.register("chips", Chips)
  application.register("formatting", Formatting)
  application.register("mentions", Mentions)
  application.register("says", Says)
  application.register("ticks", Ticks)
}
