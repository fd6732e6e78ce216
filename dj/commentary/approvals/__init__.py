"""Who stands for which words. A text nobody stands for is not spoken.

Each pack has a log, ``approvals.jsonl``, that only grows (`dj.chained`). Packs that came with the
program are not written to: what a listener says of them stands in ``approvals/<pack>.jsonl`` of
their own folder. Of several logs the latest word about a text counts.
"""
