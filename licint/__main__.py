"""`licint`, and `python -m licint`: the command line, started with what earlier runs kept."""

import gc
import sys

from licint import regex
from licint.start.modules import KeptModules, loaded
from licint.start.store import has_place, read_store, store_path, write_store


def main() -> None:
    """The entry point; its exit codes are those of licint.cli.main."""
    gc.set_threshold(100_000, 20, 100)  # starting makes thousands of objects that stay
    path = store_path()
    modules, expressions = read_store(path)
    regex.known.update(expressions)
    sys.meta_path.insert(0, KeptModules(modules))
    try:
        from licint.cli import main as run

        run()
    finally:
        gc.freeze()  # or the process spends its last milliseconds on looking for garbage
        if has_place(path):
            found = loaded(modules)
            if regex.learned or len(found) != len(modules) or found != modules:
                write_store(path, found, regex.known | {source: (regex.portable(*source),) for source in regex.learned})


if __name__ == "__main__":
    main()
