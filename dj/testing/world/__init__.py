"""A world of invented artists, songs and listeners whose true taste is known: the test's opponent.

What it models, each after a published regularity and none after a formula of our own scorer:

- popularity of artists, and of songs within an artist: Zipf's law, exponent 1.0 to 1.2;
- when people listen: the hourly activity of Park et al. (Nature Human Behaviour 3, 2019), shifted
  by each listener's chronotype, another level at weekends, days and holidays without music;
- what is heard again: an earlier play is copied, x plays back as 1 ÷ (x + a personal memory), the
  hyperbolic kernel of Cattuto et al. (PNAS 104, 2007; power laws of recency in music: Anderson et
  al., WWW 2014), tempered by liking, by the hour's taste and by having just heard it;
- what is new: a personal rate of discovery, near known taste, own country and language, and
  popularity, each to a personal degree; what pleases then is taken up more readily for a while;
  songs that are not released yet are not heard;
- tastes: one to four directions in a space of sounds, each with its own hours, days and seasons;
- phases: an artist takes over a share of the plays for some weeks, and goes;
- albums played in order, songs somebody else chose, skips where a song does not resonate, players
  that tell how long was played and players that do not.

A history begins in the middle of a life: what was known before is repeated from the first day on.

What it cannot show: how people react to what a programme proposes (the diary is written before),
moods, company and events, tastes that change for good, errors of tags and of matching, sounds as
they are (style vectors are noisy views of a hidden space), and how large any effect is in reality.
Numbers measured here rank methods against each other; they do not foretell a listener.

The same seed and extent give the same bytes; every listener depends on them and their number alone.
"""

from dj.testing.world.extent import Extent
from dj.testing.world.whole import World, make_world

__all__ = ["Extent", "World", "make_world"]
