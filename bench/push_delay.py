"""What a first visit weighs: bytes by brotli, counted by the front end's own script."""

from bench.figures import Table


def run() -> Table:
    raise NotImplementedError
