// Without this script the button stays hidden: the address bar does the same.
document.querySelectorAll("[data-copy]").forEach((button) => {
  if (!navigator.clipboard) return;
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(button.dataset.copy).then(
      () => { status.textContent = button.dataset.copied; },
      () => { status.textContent = button.dataset.failed; },
    );
  });
});
