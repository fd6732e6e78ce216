"""How well do proposals made from the past alone meet what a listener plays next?

Run from the root, on invented listeners or on a history of your own:

    python -m benchmarks.taste                        a world of invented listeners
    python -m benchmarks.taste --data FOLDER          the library in that folder, listener `me`
    python -m benchmarks.taste --files EXPORT...      exported histories, without any library

The last part of each history is taken day by day. Before the first song of a day, 50 tracks are
proposed from what was played until then; what is heard on that day (skips are not heard) is the
truth. With ``--parts`` every part of a day is foretold by itself.

The rivals know the same past: most played of all time, of the last 30 days, of the last 14 days
("rolling"), of this part of the day, and the 50 tracks played last. A rival whose window holds
fewer than 50 tracks goes on with the most played of all time. Ours are "dj", what the listener is
likeliest to play by themselves (`dj.lineup.LIKELY`), and "dj show", the merits by which a show
chooses, without chance: it is meant to bring what is new, so it cannot win here.

- recall: of the day's tracks (at most 50), the share that was proposed; ndcg rewards early places;
- coverage: share of the library proposed on any day; new_artists: share of proposals by artists
  never heard before; first_plays: of those, the share heard that very day, for the first time;
- pleasing, pleasing_new: the true chance that a proposal, or one never heard before, pleases its
  invented listener at that moment: what no history can tell;
- intervals: 95 %, bootstrap over listeners, or over days for a single listener, of the paired
  difference to the rolling top 50, or to another rival with ``--base``.

A track without measured sound, and a play that is not of the library, is a song known by name
alone (`dj.testing.world.rows.bare_song`): a neutral energy and loudness, no style vector. Signals
of sound say nothing of it or the same of all such songs, so it competes by its history, tags and
artist. A play that is not of the library can be proposed once it was heard: nobody knew it before.
"""
