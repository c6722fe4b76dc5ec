// Compiles the look once, for a maintainer: `npm install && npm run build` in this folder. What it writes is committed.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "sass";

const modules = join(import.meta.dirname, "node_modules");
const out = join(import.meta.dirname, "..", "static", "frontdoor");
const moj = join(modules, "@ministryofjustice", "frontend", "moj");

const { css } = compile(join(import.meta.dirname, "app.scss"), {
  loadPaths: [import.meta.dirname, modules],
  style: "compressed",
  quietDeps: true,
  silenceDeprecations: ["import"],
});
if (css.includes("@font-face") || css.includes("crown") || css.includes("GDS Transport")) {
  throw new Error("The crown and GDS Transport belong to GOV.UK and may not be shipped.");
}
writeFileSync(join(out, "app.css"), css + "\n");

mkdirSync(join(out, "images"), { recursive: true });
for (const [, name] of new Set(css.matchAll(/url\(images\/([a-z-]+\.svg)\)/g))) {
  copyFileSync(join(moj, "assets", "images", name), join(out, "images", name));
}

// The map files are not shipped, and hashed static files refuse a script that names a missing one.
const scripts = [join(modules, "govuk-frontend", "dist", "govuk", "govuk-frontend.min.js"), join(moj, "moj-frontend.min.js")];
for (const script of scripts) {
  const text = readFileSync(script, "utf8").replace(/\/\/# sourceMappingURL=.*\s*$/, "\n");
  writeFileSync(join(out, script.split("/").pop()), text);
}
