// Reads Aiken from standard input and writes the Moodle XML that aiken-to-moodlexml makes of it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const convert = createRequire(import.meta.url)("aiken-to-moodlexml");

console.log = () => {}; // it talks to itself
convert(readFileSync(0, "utf8"), (xml, error) => {
  if (error) throw error;
  process.stdout.write(xml);
});
