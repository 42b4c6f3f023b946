// The text editor makes style sheets here in the page. Our policy lets them in with the nonce of this answer, which
// scripts alone can give them: a <style> that came as markup gets none.
const { nonce } = document.currentScript;
const createElement = document.createElement.bind(document);
document.createElement = (name, options) => {
  const element = createElement(name, options);
  if (element.localName === "style") element.nonce = nonce;
  return element;
};
