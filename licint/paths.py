"""Globs over the paths of a release, as configuration files write them."""

from fnmatch import fnmatchcase


def covers(pattern: str, path: str, root: str = "") -> bool:
    """Whether a glob covers a path of a release: as the release names it, as seen from the configuration file (`root` before it), or by its last part alone."""
    if pattern in ("**", "*"):
        return True
    pattern = pattern.removeprefix("./")
    if pattern.endswith("/"):
        pattern += "**"
    return fnmatchcase(path, pattern) or fnmatchcase(root + path, pattern) or ("/" not in pattern and fnmatchcase(path.rpartition("/")[2], pattern))
