"""From written to spoken: signs, numbers, names and sentences."""
