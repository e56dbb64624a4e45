"""`python -m thepass` is the `thepass` command."""

import sys

from thepass.cli import main

sys.exit(main())
