"""The `thepass` command: what people and machines type."""

from thepass.cli.line import main

__all__ = ["main"]
