// Reads feeds with two podcast libraries and prints what they found as JSON.
import { readFileSync } from "node:fs";
import { parseRssFeed } from "feedsmith";
import { parseFeed } from "podcast-partytime";

const read = (path) => {
  const text = readFileSync(path, "utf8");
  return { feedsmith: parseRssFeed(text), partytime: parseFeed(text) };
};
console.log(JSON.stringify(process.argv.slice(2).map(read)));
