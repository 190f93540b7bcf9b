// Rebuilds editor.js (Tiptap, MIT) and stimulus.js (MIT) into ../static/js/vendor: `npm install && npm run build`.
import { build } from "esbuild"

const vendor = new URL("../static/js/vendor/", import.meta.url).pathname

const shared = { bundle: true, format: "esm", target: "es2022", minify: true, legalComments: "none", logLevel: "info" }

await build({ ...shared, entryPoints: { editor: "editor.js" }, outdir: vendor })
await build({ ...shared, entryPoints: { stimulus: "@hotwired/stimulus" }, outdir: vendor })
