"""`python -m licint`."""

from licint.cli import main

main()
