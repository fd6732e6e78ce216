// The page works without this file; it adds jumping to songs, captions, the needle and keys.
(() => {
  const audio = document.getElementById("audio");
  if (!audio) return;
  const caption = document.getElementById("caption");
  const needle = document.getElementById("needle");
  const overview = document.getElementById("overview");
  const songs = [...document.querySelectorAll(".songs button.jump")];
  const words = [...document.querySelectorAll(".words li")];
  const starts = songs.map((button) => Number(button.dataset.start));
  document.querySelectorAll(".now, .keys").forEach((part) => part.removeAttribute("hidden"));
  overview.classList.add("live");

  // A browser may refuse to start sound on its own; the listener then presses play.
  const play = () => audio.play().catch(() => {});
  const toggle = () => (audio.paused ? play() : audio.pause());
  const length = () => audio.duration || Number(overview.dataset.length);
  const jump = (seconds) => { audio.currentTime = Math.max(0, Math.min(seconds, length())); play(); };
  const current = () => Math.max(0, starts.findLastIndex((start) => start <= audio.currentTime + 0.05));
  const next = () => { if (current() + 1 < starts.length) jump(starts[current() + 1]); };
  // Back to the start of this song first, then to the one before, as players do.
  const previous = () => {
    const now = current();
    jump(starts[audio.currentTime - starts[now] > 3 ? now : Math.max(0, now - 1)]);
  };

  document.querySelectorAll("button.jump").forEach((button) =>
    button.addEventListener("click", (event) => {
      jump(Number(button.dataset.start));
      // After a click with the mouse the space key should pause, not press the button again.
      if (event.detail) button.blur();
    }));
  overview.addEventListener("click", (event) => {
    const box = overview.getBoundingClientRect();
    jump(((event.clientX - box.left) / box.width) * length());
  });

  const text = (button, part) => button.querySelector(part)?.textContent ?? "";
  let shown = -1;
  const show = (now) => {
    if (now === shown) return;
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
  const follow = () => {
    const at = audio.currentTime;
    if (songs.length) show(current());
    words.forEach((item) =>
      item.classList.toggle("speaking", at >= Number(item.dataset.start) && at < Number(item.dataset.end) && at > 0));
    needle.setAttribute("x", `${(100 * at) / Math.max(1, length())}%`);
  };
  ["loadedmetadata", "timeupdate", "seeking", "seeked"].forEach((name) => audio.addEventListener(name, follow));
  follow();

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
    ArrowLeft: () => { audio.currentTime = Math.max(0, audio.currentTime - 10); },
    ArrowRight: () => { audio.currentTime = Math.min(length(), audio.currentTime + 10); },
    n: next,
    p: previous,
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
