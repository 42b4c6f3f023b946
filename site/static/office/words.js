// The translator's work sheet draws a few labels itself and knows English only. They arrive here translated, each
// under its English wording, and take its place whenever it appears.
const words = new Map(Object.entries(JSON.parse(document.currentScript.dataset.words)));
const speak = (root) => {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const said = texts.currentNode.data.trim();
    if (words.has(said)) texts.currentNode.data = texts.currentNode.data.replace(said, words.get(said));
  }
};
new MutationObserver(() => speak(document.body)).observe(document.body, { childList: true, subtree: true });
speak(document.body);
