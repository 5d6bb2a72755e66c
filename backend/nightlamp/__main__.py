"""Run the command line: `python -m nightlamp …`."""

from nightlamp.cli import main

if __name__ == "__main__":
    main()
