// Checking a claim on paper with nothing but the browser: base 45, CBOR, COSE_Sign1, Ed25519. No page is touched here.
// The format is written down in docs/certificates.md; the same is read by elearn/core/certificates/proof on the server.
window.elearnProof = (() => {
  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  const CERTIFICATE = -70001, WITHDRAWN = -70002, KID = 8, SIGNATURE = 64;
  const CLAIM = /EL1:[0-9A-Z $%*+\-./:]{120,4292}/g;

  class Refused extends Error { constructor(state) { super(state); this.state = state; } }
  const refuse = (state) => { throw new Refused(state); };
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const joined = (...parts) => {
    const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    parts.reduce((at, part) => { whole.set(part, at); return at + part.length; }, 0);
    return whole;
  };
  const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

  const base45 = (text) => {
    const bytes = [];
    for (let at = 0; at < text.length; at += 3) {
      const values = [...text.slice(at, at + 3)].map((letter) => ALPHABET.indexOf(letter));
      const number = values.reduceRight((sum, value) => sum * 45 + value, 0);
      if (values.length === 1 || values.includes(-1) || number >= 256 ** (values.length - 1)) refuse("unreadable");
      if (values.length === 3) bytes.push(number >> 8);
      bytes.push(number & 255);
    }
    return Uint8Array.from(bytes);
  };

  // CBOR: the kinds that a signed message of ours holds, in shortest form.
  const head = (kind, size) => size < 24 ? [kind << 5 | size] : size < 256 ? [kind << 5 | 24, size]
    : size < 65536 ? [kind << 5 | 25, size >> 8, size & 255] : [kind << 5 | 26, size >>> 24, size >> 16 & 255, size >> 8 & 255, size & 255];
  const text = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const decode = (bytes) => {
    let at = 0;
    const take = (count) => { at += count; return at > bytes.length ? refuse("unreadable") : bytes.subarray(at - count, at); };
    const item = () => {
      const first = take(1)[0], kind = first >> 5, small = first & 31;
      const size = small < 24 ? small : small < 28 ? [...take(2 ** (small - 24))].reduce((sum, byte) => sum * 256 + byte, 0) : refuse("unreadable");
      switch (kind) {
        case 0: return size;
        case 1: return -1 - size;
        case 2: return take(size);
        case 3: return text(take(size));
        case 4: return Array.from({ length: size }, item);
        case 5: return new Map(Array.from({ length: size }, () => [item(), item()]));
        default: return refuse("unreadable");
      }
    };
    const found = item();
    return at === bytes.length ? found : refuse("unreadable");
  };

  // A key as the page keeps it: { kid, verify(signature, message) }. `fallback` is the address of a library for browsers
  // whose WebCrypto does not know Ed25519.
  const verifier = async (raw, fallback) => {
    try {
      const key = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
      return (signature, message) => crypto.subtle.verify("Ed25519", key, signature, message);
    } catch {
      const library = await import(fallback);
      return (signature, message) => library.verifyAsync(signature, message, raw);
    }
  };
  const keysFrom = async (jwks, fallback) => {
    if (!globalThis.crypto?.subtle) refuse("unsupported");
    return Promise.all(jwks.keys.filter(({ crv }) => crv === "Ed25519").map(async ({ x }) => {
      const raw = Uint8Array.from(atob(x.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", raw));
      return { kid: hex(digest.subarray(0, KID)), verify: await verifier(raw, fallback) };
    }));
  };

  // The envelope has one form only; every byte outside the signature's reach is compared with it.
  const HEADER = [0xa2, 0x01, 0x27, 0x04, 0x48];
  const unseal = async (message, keys) => {
    const kid = message.subarray(8, 8 + KID);
    const rest = message.length - 8 - KID - 1 - 2 - SIGNATURE;
    const size = rest < 26 ? 1 : rest < 259 ? 2 : rest < 65539 ? 3 : 5;
    const payload = message.subarray(8 + KID + 1 + size, message.length - 2 - SIGNATURE), signature = message.subarray(message.length - SIGNATURE);
    const made = joined([0xd2, 0x84, 0x4d], HEADER, kid, [0xa0], head(2, payload.length), payload, [0x58, SIGNATURE], signature);
    if (rest < 1 || !same(made, message)) refuse("unreadable");
    const key = keys.find((one) => one.kid === hex(kid)) || refuse("unknown");
    const signed = joined([0x84, 0x6a], new TextEncoder().encode("Signature1"), [0x4d], HEADER, kid, [0x40], head(2, payload.length), payload);
    if (!await key.verify(signature, signed)) refuse("forged");
    return { kid: hex(kid), content: decode(payload) };
  };

  // The signed list: gaps between places, as LEB128.
  const places = (packed) => {
    const found = new Set();
    let place = 0, gap = 0, scale = 1;
    for (const byte of packed) {
      gap += (byte & 127) * scale;
      scale *= 128;
      if (byte < 128) { place += gap; found.add(place); gap = 0; scale = 1; }
    }
    return found;
  };
  const readList = async (bytes, keys) => {
    const { content } = await unseal(bytes, keys);
    const said = content.get(WITHDRAWN) || refuse("unreadable");
    return { issuedAt: content.get(6) * 1000, nextUpdate: said.get(1) * 1000, revoked: places(said.get(2)), superseded: places(said.get(3)) };
  };

  const standing = (claim, list, now) => !list ? "unlisted" : list.revoked.has(claim.place) ? "revoked"
    : list.superseded.has(claim.place) ? "superseded" : "valid";
  // What `written` ("EL1:…") proves at `now` (milliseconds): { state, claim }; the claim only when its signature is right.
  const check = async (written, keys, list, now) => {
    const spelled = written.trim().replace(/[\r\n\t]/g, "");
    try {
      if (!spelled.startsWith("EL1:") || spelled.length > 4296) refuse("unreadable");
      const { kid, content } = await unseal(base45(spelled.slice(4)), keys);
      const said = content.get(CERTIFICATE);
      if (!(said instanceof Map) || said.size !== 12) refuse("unreadable");
      const claim = {
        kid, issuer: content.get(1), expiresAt: content.has(4) ? content.get(4) * 1000 : null, issuedAt: content.get(6) * 1000,
        code: text(content.get(7)), number: said.get(1), name: said.get(2), title: said.get(3), course: said.get(4), version: said.get(5),
        digest: hex(said.get(6)), minutes: said.get(7), competencies: said.get(8), startedOn: said.get(9) * 864e5,
        completedOn: said.get(10) * 864e5, agency: said.get(11), place: said.get(12),
      };
      const state = standing(claim, list, now);
      const isOver = claim.expiresAt !== null && now >= claim.expiresAt;
      return { claim, state: isOver && ["valid", "unlisted"].includes(state) ? "expired" : state };
    } catch (error) {
      return { state: error instanceof Refused ? error.state : "unreadable", claim: null };
    }
  };

  // The claims written into a file, each once: a PDF keeps its own as plain bytes.
  const claimsIn = (bytes) => {
    const letters = new TextDecoder("latin1").decode(bytes);
    return [...new Set([...letters.matchAll(CLAIM)].map(([found]) => found.trimEnd()))];
  };

  return { check, claimsIn, keysFrom, readList };
})();
