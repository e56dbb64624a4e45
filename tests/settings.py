"""Django's settings for tests: a data folder of this run's own, before ours are read."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="thepass-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
(Path(_folder) / "static").mkdir()
os.environ["THEPASS_DATA"] = _folder
os.environ["THEPASS_SETTINGS_MODULE"] = "tests"
os.environ.setdefault("THEPASS_GALLERY", "true")
os.environ.setdefault("THEPASS_PSEUDO_LOCALE", "true")
os.environ.setdefault("THEPASS_RATE_LIMITS", "false")

from thepass.config.django import *  # noqa: E402, F403

INSTALLED_APPS.append("journal.shop")  # noqa: F405  the journal's tests have a small app of their own
