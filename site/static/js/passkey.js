// A form with `data-passkey` asks the browser for a passkey when it is sent, puts the answer into its field
// `credential` and goes on. Without this script, and in a browser without passkeys, it stays hidden and the other
// ways are there.
const toBytes = (text) => Uint8Array.from(
  atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0),
);
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
const keys = (listed) => (listed || []).map((key) => ({ ...key, id: toBytes(key.id) }));

const create = ({ publicKey }) => navigator.credentials.create({
  publicKey: {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
    excludeCredentials: keys(publicKey.excludeCredentials),
  },
});
const get = ({ publicKey }) => navigator.credentials.get({
  publicKey: {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    allowCredentials: keys(publicKey.allowCredentials),
  },
});

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
const told = (credential) => {
  const response = {};
  PARTS.forEach((part) => {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  });
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
};

const optionsOf = async (form) => {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
};

if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const status = form.querySelector("[role=status]");
    form.hidden = false;
    form.addEventListener("submit", async (sent) => {
      sent.preventDefault();
      status.textContent = "";
      try {
        const options = await optionsOf(form);
        const credential = await (form.dataset.passkey === "create" ? create : get)(options);
        form.querySelector("input[name$=credential]").value = JSON.stringify(told(credential));
        form.submit();
      } catch (failure) {
        status.textContent = failure.name === "InvalidStateError" ? form.dataset.known : form.dataset.failed;
      }
    });
  });
}
