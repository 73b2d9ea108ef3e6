"""Lets ``python -m api`` be the command ``sitgraph``."""

from api.cli import main

if __name__ == "__main__":
    main()
