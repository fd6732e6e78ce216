"""Truth by construction and contracts to inherit, for plug-in authors and for our own tests."""
