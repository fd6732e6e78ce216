"""``python -m dj``: the same door as the ``dj`` command."""

from dj.cli import main

if __name__ == "__main__":
    main()
