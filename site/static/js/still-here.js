// Knows when the session ends. Hands that move are told to the server, at most every two minutes; what pages
// ask for by themselves is not. Before the end it says so; after it nothing is sent, so that what is typed stays,
// until somebody is in again in another tab.
const { dataset: told } = document.currentScript;
const WARNED = 120_000;
const TOLD_EVERY = 120_000;
let ends = Date.now() + Number(told.idle) * 1000;
let lastTold = Date.now();
let isOver = false;
let who;

const notice = document.createElement("div");
notice.className = "still-here";
notice.setAttribute("role", "alert");
notice.hidden = true;
document.body.append(notice);

const show = (words, more) => {
  if (notice.dataset.words === words) return;
  notice.dataset.words = words;
  notice.replaceChildren(Object.assign(document.createElement("p"), { textContent: words }), ...(more ? [more] : []));
  notice.hidden = false;
};
const hide = () => {
  notice.hidden = true;
  notice.dataset.words = "";
};
const stay = Object.assign(document.createElement("button"), {
  type: "button", className: "button button-small", textContent: told.stay,
});
const enter = Object.assign(document.createElement("a"), {
  href: told.signIn, target: "_blank", className: "button button-small", textContent: told.enter,
});

const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value
  || JSON.parse(document.getElementById("wagtail-config").textContent).CSRF_TOKEN;

const over = () => {
  isOver = true;
  show(told.over, enter);
};
const hear = (state) => {
  if (!state.in) {
    over();
    return;
  }
  ends = Date.now() + state.seconds * 1000;
  who ??= state.who;
  if (who !== state.who) {
    isOver = true;
    show(told.other, enter);
    return;
  }
  // A new session has a new token, and forms that were open before need it.
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => { field.value = state.token; });
  if (isOver) show(told.again);
  else if (state.seconds * 1000 > WARNED) hide();
  isOver = false;
};
const ask = async (method) => {
  try {
    const headers = method === "POST" ? { "X-CSRFToken": token() } : {};
    const answer = await fetch(told.address, { method, headers });
    if (answer.ok) hear(await answer.json());
  } catch {
    // Without a network nobody knows; the next time will tell.
  }
};

const moved = () => {
  if (isOver || Date.now() - lastTold < TOLD_EVERY) return;
  lastTold = Date.now();
  ask("POST");
};
["keydown", "pointerdown"].forEach((kind) => {
  document.addEventListener(kind, (event) => { if (event.isTrusted) moved(); }, { capture: true, passive: true });
});
stay.addEventListener("click", () => {
  hide();
  lastTold = Date.now();
  ask("POST");
});

const look = async () => {
  const left = ends - Date.now();
  if (isOver || left > WARNED) return;
  await ask("GET");
  if (!isOver && ends - Date.now() <= WARNED) show(told.soon, stay);
};
setInterval(look, 15_000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) ask("GET"); });
window.addEventListener("focus", () => { if (isOver) ask("GET"); });
ask("GET");

// What is sent now would be lost: it waits here instead.
const hold = (event) => {
  const sends = event.type === "submit" || event.target.closest?.("button[type=submit], input[type=submit]");
  if (!sends || (!isOver && Date.now() < ends)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  over();
  ask("GET");
};
["submit", "click"].forEach((kind) => { window.addEventListener(kind, hold, true); });
