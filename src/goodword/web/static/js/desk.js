// Starts the behaviors of the desk; each stands in a file of its own and says there what it reads from the page.
// Imports end with a semicolon: only so are they rewritten to the hashed names.
import { Application } from "./vendor/stimulus.js";
import Attach from "./controllers/attach.js";
import Autosize from "./controllers/autosize.js";
import Composer from "./controllers/composer.js";
import Copy from "./controllers/copy.js";
import Due from "./controllers/due.js";
import Follow from "./controllers/follow.js";
import Keyboard from "./controllers/keyboard.js";
import Leaving from "./controllers/leaving.js";
import Keymap from "./controllers/keymap.js";
import LetterFrame from "./controllers/letter_frame.js";
import List from "./controllers/list.js";
import Live from "./controllers/live.js";
import Menu from "./controllers/menu.js";
import Offline from "./controllers/offline.js";
import Panes from "./controllers/panes.js";
import Pick from "./controllers/pick.js";
import Presence from "./controllers/presence.js";
import Remedy from "./controllers/remedy.js";
import Seen from "./controllers/seen.js";
import Signature from "./controllers/signature.js";
import Passkey from "./controllers/passkey.js";
import Push from "./controllers/push.js";
import Suggest from "./controllers/suggest.js";
import TimeZone from "./controllers/time_zone.js";
import Toast from "./controllers/toast.js";
import When from "./controllers/when.js";
import "./above_keyboard.js";
import "./choices.js";
import "./installed.js";
import "./morph.js";

const application = Application.start()

application.register("attach", Attach)
application.register("autosize", Autosize)
application.register("composer", Composer)
application.register("copy", Copy)
application.register("due", Due)
application.register("follow", Follow)
application.register("keyboard", Keyboard)
application.register("keymap", Keymap)
application.register("leaving", Leaving)
application.register("letter-frame", LetterFrame)
application.register("list", List)
application.register("live", Live)
application.register("menu", Menu)
application.register("offline", Offline)
application.register("panes", Panes)
application.register("pick", Pick)
application.register("presence", Presence)
application.register("remedy", Remedy)
application.register("seen", Seen)
application.register("signature", Signature)
application.register("passkey", Passkey)
application.register("push", Push)
application.register("suggest", Suggest)
application.register("time-zone", TimeZone)
application.register("toast", Toast)
application.register("when", When)
