// Suggestions while somebody types, by the combobox pattern. Without this script the form searches all the same.
document.querySelectorAll("form[data-suggestions]").forEach((form) => {
  const input = form.querySelector("input");
  const list = form.querySelector("ul");
  const status = form.querySelector("[data-status]");
  const PAUSE = 200;
  let waiting, request, chosen = -1;

  const options = () => [...list.children];

  const choose = (index) => {
    chosen = index;
    options().forEach((option, at) => option.setAttribute("aria-selected", at === index));
    const option = list.children[index];
    if (!option) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    clearTimeout(waiting);
    request?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const option = (hit, index) => {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.dataset.url = hit.url;
    const title = document.createElement("span");
    title.lang = hit.language;
    title.textContent = hit.title;
    const kind = document.createElement("small");
    kind.textContent = hit.kind;
    item.append(title, " ", kind);
    return item;
  };

  const show = (hits) => {
    list.replaceChildren(...hits.map(option));
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    choose(-1);
    status.textContent = hits.length ? form.dataset.found.replace("{count}", hits.length) : form.dataset.none;
  };

  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const address = `${form.dataset.suggestions}?q=${encodeURIComponent(input.value.trim())}`;
    try {
      const answer = await fetch(address, { signal: request.signal, credentials: "omit" });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch {
      // The network is gone or a newer question was asked; the form still works.
    }
  };

  const keys = {
    ArrowDown: () => choose((chosen + 1) % options().length),
    ArrowUp: () => choose((chosen < 1 ? options().length : chosen) - 1),
    Enter: () => chosen >= 0 && location.assign(list.children[chosen].dataset.url),
    Escape: close,
  };

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  list.setAttribute("role", "listbox");

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    if (input.value.trim().length < 2) return close();
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden || !keys[event.key] || event.isComposing) return;
    if (event.key === "Enter" && chosen < 0) return close();
    event.preventDefault();
    keys[event.key]();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) location.assign(item.dataset.url);
  });
  input.addEventListener("blur", close);
});
