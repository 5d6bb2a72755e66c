"""A disk that is full: a small one where we may mount it, else files of some processes that cannot grow."""

import os
import resource
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BLOCK = b"\0" * 4096


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path | None]:
    """Mount a disk of so many megabytes; None where that is not allowed."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    with tempfile.TemporaryDirectory(prefix="nightlamp-disk-") as folder:
        mount = [*as_root, "mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0777", "tmpfs", folder]
        if not _runs(mount):
            yield None
            return
        try:
            yield Path(folder)
        finally:
            _runs([*as_root, "umount", "-l", folder])


class Ballast:
    """A file that takes whatever room there is left on a disk."""

    def __init__(self, disk: Path) -> None:
        self._path = disk / "ballast"

    def fill(self) -> None:
        """Take all that is free, also what has become free since."""
        with self._path.open("ab", buffering=0) as file:
            try:
                while file.write(_BLOCK) == len(_BLOCK):
                    pass
            except OSError:
                return

    def drop(self) -> None:
        """Make room again."""
        self._path.unlink(missing_ok=True)


def limit_files(processes: list[int], size: int) -> None:
    """Let no file of these processes grow beyond `size` bytes; RLIM_INFINITY is no limit."""
    for process in processes:
        try:
            resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        except ProcessLookupError:
            continue


def descendants(process: int) -> list[int]:
    """Return a process and all that it has started, and they."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [process]
    for one in found:
        found += parents.get(one, [])
    return found


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False
