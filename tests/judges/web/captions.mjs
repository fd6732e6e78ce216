// Reads WebVTT files with the W3C's parser and prints what it found as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { WebVTTParser } = createRequire(import.meta.url)("webvtt-parser");
const entities = JSON.parse(readFileSync("node_modules/webvtt-parser/html-entities.json", "utf8"));

const plain = (node) => (node.type === "text" ? node.value : (node.children ?? []).map(plain).join(""));
const voice = (node) => (node.name === "v" ? node.value : (node.children ?? []).map(voice).find(Boolean));

const read = ([mode, path]) => {
  const { cues, errors } = new WebVTTParser(entities).parse(readFileSync(path, "utf8"), mode);
  return {
    errors: errors.map((error) => `${error.line}:${error.col} ${error.message}`),
    cues: cues.map((cue) => ({
      start: cue.startTime,
      end: cue.endTime,
      text: plain(cue.tree).replace(/\n/g, " "),
      voice: voice(cue.tree),
    })),
  };
};
console.log(JSON.stringify(process.argv.slice(2).map((word) => read(word.split("=", 2)))));
