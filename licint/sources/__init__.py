"""Where a release comes from. The only code that reads releases: each source lists what there is and returns a Snapshot."""

from pathlib import Path

from licint.errors import UsageError
from licint.model import Snapshot, Target


def snapshot_of(target: str) -> Snapshot:
    """What a target names: a folder or a file that exists is read; `org/name` is a model, of which nothing is read.

    Raises UsageError for a path that does not exist, SourceError for one that cannot be read.
    """
    from licint.sources.local import read_folder

    if Path(target).exists():
        return read_folder(Path(target))
    if target.startswith((".", "/", "~", "\\")) or target.count("/") > 1 or target.endswith("/"):
        raise UsageError(f"there is no file or folder {target}", "give a path that exists, or the name of a model (org/name)")
    return Snapshot(Target("hub", target))
