// The translator's work sheet draws a few labels itself and knows English only. They arrive here with our words for
// them, each under its English wording, in which … stands for what changes; ours take their place when they appear.
const words = Object.entries(JSON.parse(document.currentScript.dataset.words)).map(([english, ours]) => ({
  pattern: new RegExp(`^${english.replaceAll("…", "(.+)")}$`, "u"),
  ours,
}));
const spoken = (said) => {
  for (const { pattern, ours } of words) {
    const found = pattern.exec(said);
    if (found) return found.slice(1).reduce((text, part) => text.replace("…", part), ours);
  }
  return said;
};
const speak = () => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const said = texts.currentNode.data;
    if (spoken(said) !== said) texts.currentNode.data = spoken(said);
  }
};
new MutationObserver(speak).observe(document.body, { childList: true, subtree: true });
speak();
