"""What do files beside the music say about it? `album.json`, `song.ini` and whatever guests read.

`beside` finds them (stat calls only), `reading` reads them in limited workers, and `completing`
fills what the music's own tags leave open. What a track's own tags say always wins.
"""
