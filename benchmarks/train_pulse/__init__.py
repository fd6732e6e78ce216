"""How the weights of `dj.analysis.beats.pulse_model` were found; see the README beside it."""
