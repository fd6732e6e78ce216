"""What do editors stand for? Pools of songs for a situation, on this library's recordings."""
