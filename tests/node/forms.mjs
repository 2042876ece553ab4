// Run the script of a Google form against stand-ins for Google's services and print, as JSON, what it
// made: node forms.mjs FILE.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const made = { form: {}, items: [], log: [] };

/** Return an object on which every setX(value) is noted in `noted`, and nothing else can be called. */
function noting(noted, more = {}) {
  return new Proxy(more, {
    get(target, name) {
      if (name in target) return target[name];
      if (typeof name === "string" && /^set[A-Z]/.test(name)) {
        return (value) => {
          noted[name.slice(3)] = value;
          return noting(noted, more);
        };
      }
      throw new Error(`${String(name)} is not known`);
    },
  });
}

function adding(kind) {
  return () => {
    const item = { kind };
    made.items.push(item);
    return noting(item, { createChoice: (text, right) => ({ text, right }) });
  };
}

const form = noting(made.form, {
  addTextItem: adding("text"),
  addListItem: adding("list"),
  addMultipleChoiceItem: adding("choice"),
  getEditUrl: () => "https://forms.example/edit",
  getPublishedUrl: () => "https://forms.example/view",
});
const feedback = () => {
  let told = "";
  const builder = { setText: (text) => ((told = text), builder), build: () => told };
  return builder;
};
const services = {
  FormApp: { create: () => form, createFeedback: feedback },
  Logger: { log: (line) => made.log.push(line) },
};
vm.runInNewContext(`${readFileSync(process.argv[2], "utf8")}\nmakeForm();`, services);
console.log(JSON.stringify(made));
