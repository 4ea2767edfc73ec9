#!/usr/bin/env python3
import sys

from kartotek.cli import main

sys.exit(main())
