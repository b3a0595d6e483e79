// Keys (WebAuthn): asks the browser for an answer of the key and sends it with the form it belongs to.
(function () {
  "use strict";

  function bytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  }

  function text(buffer) {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  const described = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  async function make(options, passwordless) {
    const asked = {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: described(options.excludeCredentials),
      authenticatorSelection: {
        ...options.authenticatorSelection,
        residentKey: passwordless ? "required" : "discouraged",
        requireResidentKey: passwordless,
        userVerification: passwordless ? "required" : "preferred",
      },
    };
    const made = await navigator.credentials.create({ publicKey: asked });
    return {
      ...named(made),
      response: {
        clientDataJSON: text(made.response.clientDataJSON),
        attestationObject: text(made.response.attestationObject),
        transports: made.response.getTransports ? made.response.getTransports() : [],
      },
    };
  }

  async function use(options) {
    const asked = {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: described(options.allowCredentials),
    };
    const answer = await navigator.credentials.get({ publicKey: asked });
    const handle = answer.response.userHandle;
    return {
      ...named(answer),
      response: {
        clientDataJSON: text(answer.response.clientDataJSON),
        authenticatorData: text(answer.response.authenticatorData),
        signature: text(answer.response.signature),
        userHandle: handle ? text(handle) : null,
      },
    };
  }

  function named(credential) {
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  }

  async function optionsOf(form) {
    const place = form.dataset.options;
    if (place.startsWith("#")) {
      return JSON.parse(document.querySelector(place).textContent);
    }
    const answer = await fetch(place, { headers: { Accept: "application/json" } });
    if (!answer.ok) {
      throw new TypeError("no options");
    }
    return answer.json();
  }

  async function answer(form) {
    const status = form.querySelector("[data-key-status]");
    status.textContent = "";
    try {
      const options = await optionsOf(form);
      const credential =
        form.dataset.key === "make"
          ? await make(options.creation_options.publicKey, form.elements.passwordless.checked)
          : await use(options.request_options.publicKey);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      status.textContent = error instanceof TypeError ? status.dataset.offline : status.dataset.refused;
    }
  }

  if (!window.PublicKeyCredential) {
    return;
  }
  for (const form of document.querySelectorAll("form[data-key]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(form);
    });
  }
})();
