// The page works without this file; it adds jumping to songs, captions, the needle and keys.
(() => {
  const audio = document.getElementById("audio");
  if (!audio) return;
  const caption = document.getElementById("caption");
  const overview = document.getElementById("overview");
  const making = document.getElementById("making");
  document.querySelectorAll(".now, .keys").forEach((part) => part.removeAttribute("hidden"));
  overview.classList.add("live");

  // While a session is made, sound comes as a stream that begins where the listener asked for.
  let live = "live" in audio.dataset;
  let offset = 0;
  let mix = "";
  let songs, words, starts, needle;
  const read = () => {
    songs = [...document.querySelectorAll(".songs button.jump")];
    words = [...document.querySelectorAll(".words li")];
    starts = songs.map((button) => Number(button.dataset.start));
    needle = document.getElementById("needle");
  };
  read();

  // A browser may refuse to start sound on its own; the listener then presses play.
  const play = () => audio.play().catch(() => {});
  const toggle = () => (audio.paused ? play() : audio.pause());
  const at = () => offset + audio.currentTime;
  const length = () => (live ? 0 : audio.duration) || Number(overview.dataset.length);
  const isLoaded = (seconds) => {
    const loaded = audio.buffered;
    return [...Array(loaded.length).keys()].some((n) => loaded.start(n) <= seconds && seconds < loaded.end(n));
  };
  const source = (address, from) => { offset = from; audio.src = address; };
  const takeMix = (seconds) => {
    live = false;
    source(mix, 0);
    audio.currentTime = seconds;
  };
  const move = (to) => {
    const seconds = Math.max(0, Math.min(to, length()));
    moved = true;
    if (live && mix) takeMix(seconds);
    else if (live && !isLoaded(seconds - offset)) source(`/stream.mp3?from=${seconds.toFixed(3)}`, seconds);
    else audio.currentTime = seconds - offset;
  };
  const step = (seconds) => {
    const playing = !audio.paused;
    move(at() + seconds);
    if (playing) play();
  };
  const jump = (seconds) => { move(seconds); play(); };
  const current = () => Math.max(0, starts.findLastIndex((start) => start <= at() + 0.05));
  const next = () => { if (current() + 1 < starts.length) jump(starts[current() + 1]); };
  // Back to the start of this song first, then to the one before, as players do.
  const previous = () => {
    const now = current();
    jump(starts[at() - starts[now] > 3 ? now : Math.max(0, now - 1)]);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.jump");
    if (!button) return;
    jump(Number(button.dataset.start));
    // After a click with the mouse the space key should pause, not press the button again.
    if (event.detail) button.blur();
  });

  // What the listener says goes to the program that plays, which answers in a sentence.
  const reply = document.getElementById("reply");
  const turn = document.querySelector(".say .turn");
  const answer = (words) => { reply.textContent = words; };
  let busy = false;
  let awaited = false;
  const say = async (kind, slot = current(), seconds = at() - starts[slot]) => {
    const word = { kind, slot, at_s: Math.max(0, seconds), now_s: Math.max(0, at()) };
    const came = await fetch("/say", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(word),
    });
    if (!came.ok) throw new Error(await came.text());
    const told = await came.json();
    if (told.changed) await other();
    if (told.said) answer(told.offer ? `${told.said} Something else? Switch it up.` : told.said);
    turn.classList.toggle("offered", told.offer);
  };
  const moves = new Set(["skipped", "not-now", "banned"]);
  const press = async (kind) => {
    try {
      const said = say(kind);
      if (moves.has(kind)) next();
      await said;
    } catch {
      answer("That could not be kept: the program that plays this session gives no answer.");
    }
  };
  const switchUp = async () => {
    if (busy) return;
    busy = true;
    turn.setAttribute("aria-disabled", "true");
    answer("Looking for other music; this song plays on …");
    await press("switched");
    busy = false;
    turn.removeAttribute("aria-disabled");
  };
  document.querySelectorAll("[data-say]").forEach((button) =>
    button.addEventListener("click", (event) => {
      if (button === turn) switchUp();
      else press(button.dataset.say);
      if (event.detail) button.blur();
    }));

  overview.addEventListener("click", (event) => {
    const box = overview.getBoundingClientRect();
    jump(((event.clientX - box.left) / box.width) * length());
  });

  const text = (button, part) => button.querySelector(part)?.textContent ?? "";
  let shown = -1;
  // A song counts as heard if the next one came without anybody's doing.
  let moved = true;
  const note = (now) => {
    const before = shown;
    if (reply && !audio.paused) {
      if (!moved && now === before + 1) say("played", before, starts[now] - starts[before]).catch(() => {});
      else if (at() > 0) say("began", now, 0).catch(() => {});
    }
    moved = false;
  };
  const show = (now) => {
    if (now === shown) return;
    note(now);
    shown = now;
    songs.forEach((button, index) =>
      index === now ? button.setAttribute("aria-current", "true") : button.removeAttribute("aria-current"));
    const title = text(songs[now], ".title bdi");
    const artist = text(songs[now], ".artist");
    document.getElementById("now-title").textContent = title;
    document.getElementById("now-artist").textContent = artist;
    if ("mediaSession" in navigator) {
      navigator.mediaSession.metadata = new MediaMetadata({ title, artist, album: document.title });
    }
  };
  const speak = (said) => { if (caption.textContent !== said) caption.textContent = said; };
  const follow = () => {
    const now = at();
    if (songs.length) show(current());
    const isHeard = (item) => now >= Number(item.dataset.start) && now < Number(item.dataset.end) && now > 0;
    words.forEach((item) => item.classList.toggle("speaking", isHeard(item)));
    // A stream has no captions of its own: its times count from where it began.
    if ("live" in audio.dataset) speak(words.filter(isHeard).map((item) => text(item, "p")).join(" "));
    needle.setAttribute("x", `${(100 * now) / Math.max(1, length())}%`);
  };
  audio.addEventListener("seeking", () => { moved = true; });
  ["loadedmetadata", "timeupdate", "seeking", "seeked"].forEach((name) => audio.addEventListener(name, follow));
  follow();

  // What is on the page changes when the words are spoken: the same places, with other times.
  const refresh = async () => {
    const answer = await fetch("/");
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const focused = [...document.querySelectorAll("button.jump")].indexOf(document.activeElement);
    for (const place of ["#overview", ".songs", ".words", ".meta"]) {
      const [old, now] = [document.querySelector(place), fresh.querySelector(place)];
      if (old && now) old.replaceChildren(...now.childNodes);
      if (place === "#overview") old.dataset.length = now.dataset.length;
    }
    read();
    shown = -1;
    if (focused >= 0) document.querySelectorAll("button.jump")[focused]?.focus();
    follow();
  };
  let version = -1;
  let told = "";
  const tell = (words) => { if (making && told !== words) making.textContent = told = words; };
  const report = (state) => {
    if (state.fault) (making ? tell : answer)(`There will be no mix: ${state.fault}`);
    else if (state.mix) tell("The mix is finished.");
    // In quarters, so that a screen reader is not interrupted all the time.
    else if (state.share) tell(`The mix is being made: ${25 * Math.floor(4 * state.share)} % are done.`);
  };
  let watches = 0;
  const watch = async (mine = ++watches) => {
    const state = await (await fetch("/state")).json();
    if (mine !== watches) return;
    if (version >= 0 && state.version !== version) await refresh();
    version = state.version;
    report(state);
    mix = state.mix;
    // The song that plays is the same in the new programme: it goes on from where it is.
    if (awaited && state.whole) {
      awaited = false;
      const playing = !audio.paused;
      live = true;
      source(`/stream.mp3?from=${at().toFixed(3)}`, at());
      if (playing) play();
    }
    // Whoever listens is not interrupted: the mix comes with the next pause or jump.
    if (mix && live && audio.paused) takeMix(at());
    if (!mix && !state.fault) setTimeout(() => watch(mine).catch(lost), 1500);
  };
  const lost = () => tell("The program that plays this session has ended.");
  const other = async () => {
    audio.querySelectorAll("track").forEach((track) => track.remove());
    audio.dataset.live = "";
    awaited = true;
    mix = "";
    version = -1;
    await refresh();
    await watch().catch(lost);
  };
  if (live) {
    watch().catch(lost);
    ["pause", "ended"].forEach((name) =>
      audio.addEventListener(name, () => { if (live && mix) takeMix(at()); }));
  }

  const captions = [...audio.textTracks].find((track) => track.kind === "captions");
  if (captions) {
    captions.mode = "hidden";
    captions.addEventListener("cuechange", () => {
      const texts = [...(captions.activeCues || [])].map((cue) => cue.getCueAsHTML().textContent.trim());
      caption.textContent = texts.join(" ").replace(/\s+/g, " ");
      follow();
    });
  }

  audio.querySelector("source").addEventListener("error", () => {
    caption.textContent = "The mix cannot be played: it may have moved, or this browser does not know its format.";
  });

  const actions = {
    " ": toggle,
    k: toggle,
    ArrowLeft: () => step(-10),
    ArrowRight: () => step(10),
    n: next,
    p: previous,
    ...(reply && { l: () => press("liked"), s: () => press("skipped"), u: switchUp }),
  };
  document.addEventListener("keydown", (event) => {
    if (!document.getElementById("shortcuts").checked) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, audio")) return;
    if (event.key === " " && event.target.closest("button, a, summary")) return;
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action) { event.preventDefault(); action(); }
  });

  if ("mediaSession" in navigator) {
    navigator.mediaSession.setActionHandler("nexttrack", next);
    navigator.mediaSession.setActionHandler("previoustrack", previous);
  }
})();
