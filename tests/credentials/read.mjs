// Reads badges with other people's code. A job comes as JSON on standard input, findings go as JSON to standard output.
// { address, server, credentials: {name: credential}, jwts: {name: text}, lists: {name: credential} }
// `address` is what credentials name; it is answered by `server` (loopback). Any other address is refused and reported.
import { readFileSync } from "node:fs";

const job = JSON.parse(readFileSync(0, "utf8"));
const strangers = [];
const reach = globalThis.fetch;
globalThis.fetch = (target, options) => {
  const url = String(target.url ?? target);
  if (!url.startsWith(`${job.address}/`)) {
    strangers.push(url);
    return Promise.reject(new Error(`the network is cut: ${url}`));
  }
  return reach(job.server + url.slice(job.address.length), { headers: target.headers ?? options?.headers });
};
console.error = console.log = console.warn = () => {}; // the readers' own chatter; findings are written at the end

const { DataIntegrityProof } = await import("@digitalbazaar/data-integrity");
const { cryptosuite } = await import("@digitalbazaar/eddsa-rdfc-2022-cryptosuite");
const vc = await import("@digitalbazaar/vc");
const bits = await import("@digitalbazaar/vc-bitstring-status-list");
const { securityLoader } = await import("@digitalcredentials/security-document-loader");
const core = await import("@digitalcredentials/verifier-core");
const learncard = await import("@learncard/types");
const jose = await import("jose");

const documentLoader = securityLoader({ fetchRemoteContexts: true }).build();
const suite = new DataIntegrityProof({ cryptosuite });
const checkStatus = ({ credential, ...rest }) =>
  bits.checkStatus({ credential, documentLoader, suite, verifyBitstringStatusListCredential: true, ...rest });

async function byBazaar(credential) {
  const found = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus });
  const proof = found.results?.[0]?.verified ?? false;
  const withdrawn = found.statusResult?.results?.[0]?.status === true;
  return { holds: found.verified && !withdrawn, proof, withdrawn };
}

async function byVerifierCore(credential) {
  const found = await core.verifyCredential({ credential, knownDIDRegistries: [] });
  const log = Object.fromEntries((found.log ?? []).map(step => [step.id, step.valid ?? false]));
  const holds = ["valid_signature", "expiration", "revocation_status"].every(step => log[step] === true);
  return { holds, ...log, errors: (found.errors ?? []).map(error => error.name) };
}

async function byJose(text) {
  const keys = jose.createRemoteJWKSet(new URL(`${job.address}/.well-known/jwks.json`));
  try {
    const { payload, protectedHeader } = await jose.jwtVerify(text, keys, { typ: "vc+jwt", algorithms: ["EdDSA"] });
    return { holds: true, id: payload.id, kid: protectedHeader.kid };
  } catch (error) {
    return { holds: false, error: error.code };
  }
}

const each = async (named, read) =>
  Object.fromEntries(await Promise.all(Object.entries(named ?? {}).map(async ([name, it]) => [name, await read(it)])));
const fits = schema => it => {
  const { success, error } = schema.safeParse(it);
  return success ? "fits" : JSON.stringify(error.issues);
};
const findings = {
  bazaar: await each(job.credentials, byBazaar),
  core: await each(job.credentials, byVerifierCore),
  schema: await each(job.credentials, fits(learncard.AchievementCredentialValidator)),
  lists: await each(job.lists, fits(learncard.VCValidator)),
  jose: await each(job.jwts, byJose),
  strangers: [...new Set(strangers)],
};
process.stdout.write(JSON.stringify(findings));
