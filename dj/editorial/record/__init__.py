"""Who changed what, when and why? A log of editors' files that shows when it was tampered with."""
