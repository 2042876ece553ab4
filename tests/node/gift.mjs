// Reads GIFT as JSON strings, one a line, and answers each with a line: what gift-pegjs found, or its complaint.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { parse } = createRequire(import.meta.url)("gift-pegjs");

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { questions: parse(JSON.parse(line)) };
  } catch (error) {
    answer = { error: `${error.message} ${JSON.stringify(error.location?.start)}` };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
