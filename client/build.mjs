/** Build the pages that are committed, or with --tests the tests that Node runs. */

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const statics = join(here, "..", "src", "tinnhiem", "web", "static");

const bundled = async (entry, options = {}) => {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    write: false,
    charset: "utf8",
    target: "es2022",
    format: "iife",
    legalComments: "none",
    logLevel: "warning",
    ...options,
  });
  return result.outputFiles[0].text;
};

const digest = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

const auditor = async () => {
  const [script, style, page] = await Promise.all([
    bundled("auditor/page.ts"),
    readFile(join(here, "auditor", "page.css"), "utf8"),
    readFile(join(here, "auditor", "page.html"), "utf8"),
  ]);
  const policy = `default-src 'none'; script-src '${digest(script)}'; style-src '${digest(style)}'`;
  const parts = { "%POLICY%": policy, "%STYLE%": style, "%SCRIPT%": script };
  const html = page.replace(/%[A-Z]+%/g, (name) => parts[name] ?? name);
  await mkdir(join(statics, "auditor"), { recursive: true });
  await writeFile(join(statics, "auditor", "index.html"), html);
};

const booth = async () => {
  await mkdir(join(statics, "booth"), { recursive: true });
  await writeFile(join(statics, "booth", "sealing-worker.js"), await bundled("crypto/worker.ts", { minify: true }));
};

const tests = async () => {
  for (const folder of ["auditor", "crypto"]) {
    const names = (await readdir(join(here, folder))).filter((name) => name.endsWith(".test.ts"));
    for (const name of names) {
      const text = await bundled(`${folder}/${name}`, { format: "esm", platform: "node", sourcemap: "inline" });
      await mkdir(join(here, ".build"), { recursive: true });
      await writeFile(join(here, ".build", `${folder}-${name.replace(/\.ts$/, ".mjs")}`), text);
    }
  }
};

if (process.argv.includes("--tests")) await tests();
else await Promise.all([auditor(), booth()]);
