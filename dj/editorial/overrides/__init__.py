"""What do editors know better than the tags and the ears? Corrections, kept apart from both.

`load` reads ``overrides.yaml`` strictly, `match` finds what each entry is about, `apply` corrects
songs and notes where each value comes from. Nothing here touches the catalogue, so that corrections
survive every scan and leave with their line.
"""
