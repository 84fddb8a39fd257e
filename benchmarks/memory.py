"""What a server costs in memory and open files: its master and all its workers."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Megabytes with shared pages divided among those who share them (PSS), open files, processes."""

    megabytes: float
    files: int
    processes: int


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    found = [pid]
    for parent in found:
        children = Path(f"/proc/{parent}/task/{parent}/children")
        found.extend(int(child) for child in children.read_text(encoding="ascii").split())
    return found


def cost(pid: int) -> Cost:
    """Measure a process and all that descend from it."""
    pids = family(pid)
    kilobytes = sum(_pss(Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")) for each in pids)
    files = sum(len(list(Path(f"/proc/{each}/fd").iterdir())) for each in pids)
    return Cost(kilobytes / 1024, files, len(pids))


def _pss(rollup: str) -> int:
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
