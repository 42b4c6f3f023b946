// While a rule is written, its sentence and next dates are shown. Without this script they come when the form is sent.
// It listens on the document: a rule may be put into the page later.
const pauses = new WeakMap();
const questions = new WeakMap();

const written = (rule) => {
  const prefix = rule.dataset.rule;
  const typed = [...new FormData(rule.closest("form"))].filter(([name]) => name.startsWith(prefix));
  return new URLSearchParams(typed.map(([name, value]) => [name.slice(prefix.length), value]));
};

const showDates = async (rule) => {
  questions.get(rule)?.abort();
  const question = new AbortController();
  questions.set(rule, question);
  try {
    const answer = await fetch(`${rule.dataset.preview}?${written(rule)}`, { signal: question.signal });
    if (answer.ok && !answer.redirected) rule.querySelector("[data-rule-dates]").innerHTML = await answer.text();
  } catch {
    // No network, or a newer question: what is shown stays.
  }
};

document.addEventListener("input", ({ target }) => {
  const rule = target.closest("[data-rule]");
  if (!rule) return;
  clearTimeout(pauses.get(rule));
  pauses.set(rule, setTimeout(showDates, 300, rule));
});
