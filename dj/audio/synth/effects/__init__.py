"""What is done to sound after it is played: space, echo, width, dynamics, level."""
