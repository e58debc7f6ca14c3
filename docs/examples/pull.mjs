// The recipe of docs/engines.md in JavaScript, without deltas: get a bank's newest release, prove every byte, keep the last good one.
// npm install tuf-js@4.1.0; put the first root at FOLDER/trust/root.json; node pull.mjs SITE BANK FOLDER
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Updater } from 'tuf-js';

const [site, bank, folder] = process.argv.slice(2);
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hex = (bytes) => sha256(bytes).toString('hex');
const require = (held, words) => { if (!held) throw new Error(`Refused, the last good release stays: ${words}`); };

// The members of a zip in which nothing is compressed, by name, in order.
function members(zip) {
  const found = new Map();
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  for (let at = zip.readUInt32LE(end + 16), left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [size, name, extra, note] = [zip.readUInt32LE(at + 24), ...[28, 30, 32].map((place) => zip.readUInt16LE(at + place))];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    found.set(zip.toString('utf8', at + 46, at + 46 + name), zip.subarray(start, start + size));
    at += 46 + name + extra + note;
  }
  return found;
}

// RFC 9162, section 2.1.1.
function root(digests) {
  let level = digests.map((digest) => sha256(Buffer.of(0), Buffer.from(digest, 'hex')));
  while (level.length > 1) level = level.flatMap((left, i) => i % 2 ? [] : i + 1 < level.length ? [sha256(Buffer.of(1), left, level[i + 1])] : [left]);
  return (level[0] ?? sha256()).toString('hex');
}

const base = `${site}/api/v1/banks/${bank}/tuf/`;
mkdirSync(`${folder}/files`, { recursive: true });
const updater = new Updater({ metadataDir: `${folder}/trust`, metadataBaseUrl: base, targetDir: `${folder}/files`, targetBaseUrl: `${base}targets/` });
await updater.refresh(); // refuses what is false, old, frozen or mixed
const signed = JSON.parse(readFileSync(`${folder}/trust/targets.json`)).signed.targets;
const [path, newest] = Object.entries(signed).filter(([, target]) => target.custom).sort(([, a], [, b]) => b.custom.number - a.custom.number)[0];
const download = async (name, place) => updater.downloadTarget(await updater.getTargetInfo(name), place);
const recalls = JSON.parse(readFileSync(await download('recalls.json', `${folder}/files/recalls.json`))).recalls;
const file = members(readFileSync(await download(path, `${folder}/files/new.part`)));

const manifest = JSON.parse(file.get('manifest.json'));
require(hex(file.get('manifest.json')) === newest.custom.digest, 'this is another manifest than the one signed');
const digests = [];
for (const part of ['items', 'tutorials']) {
  const lines = file.get(`${part}.ndjson`).toString('utf8').split('\n').slice(0, -1);
  require(lines.length === manifest[part].length, `${part} are missing or too many`);
  lines.forEach((line, i) => require(hex(line) === manifest[part][i].digest, `${part} ${i} was changed`));
  digests.push(...manifest[part].map((entry) => entry.digest));
}
for (const asset of manifest.assets) require(hex(file.get(`assets/${asset.sha256}`)) === asset.sha256, `${asset.sha256} was changed`);
digests.push(...manifest.assets.map((asset) => asset.sha256));
require(root(digests) === manifest.merkle_root, 'the root over all digests is another');

renameSync(`${folder}/files/new.part`, `${folder}/files/${path}`);
writeFileSync(`${folder}/held.new`, JSON.stringify({ file: path, ...newest.custom, recalls }));
renameSync(`${folder}/held.new`, `${folder}/held.json`);
console.log(`${bank} ${newest.custom.number} is held and proved: ${digests.length} digests, ${recalls.length} recalls.`);
