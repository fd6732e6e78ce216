"""One format per file; each found by entry point, ours like a guest's."""
