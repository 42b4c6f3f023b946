// While somebody fills in a form, a worker of ALTCHA solves the riddle that came with it. Whatever goes wrong
// here, and without this script, the form is sent all the same.
document.querySelectorAll("input[data-riddle]").forEach((field) => {
  const solve = () => {
    const challenge = JSON.parse(field.dataset.riddle);
    const worker = new Worker(field.dataset.solver);
    worker.onerror = (failure) => {
      failure.preventDefault();
      worker.terminate();
    };
    worker.onmessage = ({ data: solution }) => {
      worker.terminate();
      if (solution?.derivedKey) field.value = btoa(JSON.stringify({ challenge, solution }));
    };
    worker.postMessage({ type: "work", challenge, counterStart: 0, counterStep: 1, counterMode: "uint32" });
  };

  if (window.Worker && window.crypto?.subtle) field.form.addEventListener("focusin", solve, { once: true });
});
