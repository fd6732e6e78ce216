"""How good are sessions? Run from the root: ``python -m benchmarks.lineups [--json] [PART …]``.

Listeners of an invented world (dj/testing/world) are asked for sessions of 30 songs in the middle
of a sitting, two weeks before their histories end. Parts: ``relevance`` (nDCG and hits among what
they then played, beside popularity and chance), ``sources`` (what each source changes),
``calibration`` (distance from their shares, on the mean of genre, decade and country),
``artists`` (songs by artists never heard), ``diversity`` (the dial in five steps), ``unlike``
(what two listeners have in common), ``popularity`` (ΔGAP by thirds of listeners).

The world is invented: numbers rank our own choices, they do not foretell a person.
"""
