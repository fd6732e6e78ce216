"""How good and how fast is the order of songs? ``python -m benchmarks.sequencing --help``."""
