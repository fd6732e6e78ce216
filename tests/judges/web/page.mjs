// Opens the player in a real browser, uses it as a person would, and prints what happened as JSON.
// Words: the browser's path, a folder for pictures, the addresses of a session, of a plan, of a session
// that is being made, and of one join.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [executablePath, pictures, address, planAddress, liveAddress, joinAddress] = process.argv.slice(2);
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const SIZES = { light: [1100, 900, "light"], dark: [1100, 900, "dark"], phone: [320, 740, "light"] };

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--mute-audio", "--no-first-run", "--disable-sync",
    "--autoplay-policy=no-user-gesture-required", "--disable-background-networking",
    "--disable-component-update"],
});

const open = async (url, settings = {}) => {
  const page = await (await browser.newContext(settings)).newPage();
  const seen = { console: [], requests: [] };
  page.on("console", (message) => seen.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => seen.console.push(`uncaught: ${error.message}`));
  page.on("response", (answer) => seen.requests.push({
    url: answer.url(), status: answer.status(), range: answer.request().headers().range ?? "",
  }));
  await page.goto(url);
  return [page, seen];
};
const at = (page) => page.evaluate(() => document.getElementById("audio").currentTime);
const settled = async (page) => { await page.waitForTimeout(250); return at(page); };
const paused = (page) => page.evaluate(() => document.getElementById("audio").paused);
const pause = (page) => page.evaluate(() => document.getElementById("audio").pause());
const seek = (page, to) => page.evaluate((to) => {
  const audio = document.getElementById("audio");
  audio.pause();
  audio.currentTime = to;
  document.activeElement.blur();
}, to);

const use = async () => {
  const [page, seen] = await open(address);
  const facts = {};
  await page.waitForFunction(() => document.getElementById("audio").readyState >= 3, null, { timeout: 10000 });
  facts.duration = await page.evaluate(() => document.getElementById("audio").duration);
  facts.address = page.url();

  await page.locator(".songs button").nth(3).focus();
  await page.keyboard.press("Enter");
  facts.chapter = await settled(page);
  await page.waitForFunction(() => !document.getElementById("audio").paused);
  facts.playing = !(await paused(page));
  facts.current = await page.locator(".songs [aria-current=true]").innerText();
  facts.now = await page.locator(".onair").innerText();

  await seek(page, 0);
  await page.keyboard.press("k");
  await page.waitForFunction(() => document.getElementById("caption").textContent !== "", null, { timeout: 8000 });
  facts.caption = await page.locator("#caption").textContent();
  facts.live = await page.locator("#caption").getAttribute("aria-live");
  facts.speaking = await page.locator(".words .speaking").count();
  await page.waitForFunction(() => document.getElementById("caption").textContent === "", null, { timeout: 8000 });
  facts.silentAgain = true;
  facts.needle = await page.locator("#needle").getAttribute("x");

  facts.keys = {};
  await seek(page, 1);
  await page.keyboard.press(" ");
  facts.keys.space = !(await paused(page));
  await page.keyboard.press(" ");
  facts.keys.spaceAgain = await paused(page);
  await seek(page, 12);
  await page.keyboard.press("ArrowRight");
  facts.keys.right = await settled(page);
  await page.keyboard.press("ArrowLeft");
  facts.keys.left = await settled(page);
  await seek(page, 1);
  await page.keyboard.press("n");
  await pause(page);
  facts.keys.next = await settled(page);
  await seek(page, 6);
  await page.keyboard.press("P");
  await pause(page);
  facts.keys.previous = await settled(page);
  await page.locator("#shortcuts").uncheck();
  await seek(page, 12);
  for (const key of ["n", " ", "ArrowRight", "k"]) await page.keyboard.press(key);
  facts.keys.off = { at: await settled(page), paused: await paused(page) };
  await page.locator("#shortcuts").check();

  await page.locator("#overview").scrollIntoViewIfNeeded();
  const box = await page.locator("#overview").boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + 20);
  await pause(page);
  facts.clicked = await settled(page);
  await page.locator(".songs button").nth(1).click();
  await page.keyboard.press(" ");
  facts.spaceAfterClick = { at: await settled(page), paused: await paused(page) };
  facts.styled = await page.locator("[style]").count();
  facts.badge = await page.locator(".badge").isVisible();
  facts.about = await page.locator("#about").innerText();
  return { ...facts, ...seen };
};

const look = async (url, name) => {
  const [width, height, colorScheme] = SIZES[name.split("-").at(-1)];
  const [page, seen] = await open(url, { viewport: { width, height }, colorScheme });
  if (await page.locator("#audio").count()) {
    await page.waitForFunction(() => document.getElementById("audio").readyState >= 1);
    await seek(page, 1);
    await page.waitForTimeout(600);
  }
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => axe.run());
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  return {
    violations: violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(" ")}`),
    passes: passes.length,
    width: await page.evaluate(() => document.documentElement.scrollWidth),
    available: width,
    ...seen,
  };
};

const whileMade = async () => {
  const [page, seen] = await open(liveAddress);
  const facts = { status: await page.locator("#making").getAttribute("role") };
  await page.locator(".words button").first().click();
  await page.waitForFunction(() => document.getElementById("caption").textContent !== "", null, { timeout: 10000 });
  facts.caption = await page.locator("#caption").textContent();
  await page.locator(".songs button").nth(3).click();
  await page.waitForFunction(() => document.getElementById("audio").src.includes("from="), null, { timeout: 10000 });
  await page.waitForFunction(() => document.getElementById("audio").currentTime > 0.3, null, { timeout: 10000 });
  facts.source = await page.evaluate(() => document.getElementById("audio").getAttribute("src"));
  facts.playing = !(await paused(page));
  facts.now = await page.locator(".onair").innerText();
  facts.needle = await page.locator("#needle").getAttribute("x");
  return { ...facts, ...seen };
};

const answers = async () => {
  const [page, seen] = await open(address, { viewport: { width: 320, height: 740 } });
  const facts = {};
  const reply = page.locator("#reply");
  const told = async (act) => {
    const before = await reply.textContent();
    await act();
    await page.waitForFunction(
      (before) => !["", before].includes(document.getElementById("reply").textContent)
        && !document.getElementById("reply").textContent.startsWith("Looking"),
      before, { timeout: 20000 });
    return reply.textContent();
  };
  const button = (kind) => page.locator(`[data-say=${kind}]`);
  await page.waitForFunction(() => document.getElementById("audio").readyState >= 3, null, { timeout: 10000 });
  facts.status = await reply.getAttribute("role");
  facts.heights = await page.locator("[data-say]").evaluateAll((all) => all.map((one) => one.offsetHeight));
  await seek(page, 1);
  facts.liked = await told(() => button("liked").press("Enter"));
  await page.locator(".songs button").nth(1).click();
  await pause(page);
  facts.skipped = await told(() => button("skipped").click());
  await pause(page);
  facts.next = await settled(page);
  facts.key = await told(() => page.keyboard.press("l"));
  facts.banned = await told(() => button("banned").click());
  await page.waitForFunction(() => !document.getElementById("audio").paused);
  facts.switched = await told(() => page.keyboard.press("u"));
  facts.playsOn = !(await paused(page));
  await page.locator(".songs button").nth(4).click();
  await page.waitForFunction(
    () => [...document.querySelectorAll(".songs button")].findIndex((one) => one.hasAttribute("aria-current")) > 4,
    null, { timeout: 10000 });
  await pause(page);
  await page.waitForTimeout(500);
  facts.console = [...seen.console];
  await page.route("**/say", (route) => route.abort());
  facts.offline = await told(() => button("liked").click());
  return { ...facts, requests: seen.requests };
};

const withoutScript = async () => {
  const [page] = await open(address, { javaScriptEnabled: false });
  return {
    audio: await page.locator("#audio").isVisible(),
    songs: await page.locator(".songs li").allInnerTexts(),
    words: await page.locator(".words").innerText(),
    keys: await page.locator(".keys").isVisible(),
    say: await page.locator(".say").isVisible(),
  };
};

const report = { use: await use(), answers: await answers(), live: await whileMade(), looks: {}, plain: await withoutScript() };
for (const name of Object.keys(SIZES)) report.looks[name] = await look(address, name);
for (const name of Object.keys(SIZES)) report.looks[`plan-${name}`] = await look(planAddress, `plan-${name}`);
for (const name of Object.keys(SIZES)) report.looks[`live-${name}`] = await look(liveAddress, `live-${name}`);
for (const name of Object.keys(SIZES)) report.looks[`join-${name}`] = await look(joinAddress, `join-${name}`);
await browser.close();
console.log(JSON.stringify(report));
