"""`python -m kartotek` does the same as the command `kartotek`."""

import sys

from kartotek.cli import main

if __name__ == "__main__":
    sys.exit(main())
