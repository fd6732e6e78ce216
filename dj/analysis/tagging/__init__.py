"""What kind of music is it? A published network that tags sound; its weights are optional."""
