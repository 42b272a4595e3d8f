"""``python -m analytics`` is the command ``leftout``."""

from analytics.cli import main

if __name__ == "__main__":
    main(prog_name="leftout")
