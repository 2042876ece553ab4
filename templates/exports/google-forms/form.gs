// A script that makes a quiz in Google Forms.
// 1. Open https://script.google.com and start a new project.
// 2. Put this whole text in place of what stands there, and save.
// 3. Run makeForm and allow it to make forms. The log shows the address of the form.

/**
 * @typedef {Object} Item
 * @property {string} kind "choice", "list" or "text"
 * @property {string} title
 * @property {string} help
 * @property {string} feedback
 * @property {string[]} choices
 * @property {number} key The place of the right choice, from 0.
 */

/**
 * @typedef {Object} Quiz
 * @property {string} title
 * @property {string} description
 * @property {Item[]} items
 */

/** @type {Quiz} */
const QUIZ = {{ quiz }};

/** Make the form and write its addresses to the log. */
function makeForm() {
  const form = FormApp.create(QUIZ.title);
  form.setIsQuiz(true);
  form.setTitle(QUIZ.title);
  form.setDescription(QUIZ.description);
  for (const item of QUIZ.items) {
    addItem(form, item);
  }
  Logger.log("Edit: " + form.getEditUrl());
  Logger.log("Give out: " + form.getPublishedUrl());
}

/**
 * @param {GoogleAppsScript.Forms.Form} form
 * @param {Item} item
 */
function addItem(form, item) {
  const feedback = FormApp.createFeedback().setText(item.feedback).build();
  if (item.kind === "text") {
    const typed = form.addTextItem();
    typed.setTitle(item.title);
    typed.setPoints(1);
    typed.setGeneralFeedback(feedback);
    return;
  }
  if (item.kind === "list") {
    const listed = form.addListItem();
    listed.setTitle(item.title);
    listed.setHelpText(item.help);
    listed.setChoices(
      item.choices.map((text, place) => listed.createChoice(text, place === item.key)),
    );
    listed.setPoints(1);
    listed.setFeedbackForCorrect(feedback);
    listed.setFeedbackForIncorrect(feedback);
    return;
  }
  const asked = form.addMultipleChoiceItem();
  asked.setTitle(item.title);
  asked.setChoices(
    item.choices.map((text, place) => asked.createChoice(text, place === item.key)),
  );
  asked.setPoints(1);
  asked.setFeedbackForCorrect(feedback);
  asked.setFeedbackForIncorrect(feedback);
}
