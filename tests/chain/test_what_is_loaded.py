"""The arithmetic of chains needs numpy and nothing heavier; a web process loads not even that."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.once
HEAVY = {"scipy", "statsmodels", "networkx", "django"}
RULES = ["graph", "hours", "passes", "durations", "simulate", "picture", "score", "layout", "order"]


def loaded(code: str, names: set[str]) -> str:
    code = f"import sys; {code}; print(sorted({names} & set(sys.modules)))"
    env = {"DJANGO_SETTINGS_MODULE": "settings", "PYTHONPATH": "src:tests", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_rules_load_numpy_alone():
    assert loaded("; ".join(f"import thepass.chain.rules.{name}" for name in RULES), HEAVY) == "[]"


@pytest.mark.parametrize("name", ["order", "layout"])
def test_what_pages_need_of_the_rules_loads_no_numpy(name):
    assert loaded(f"import thepass.chain.rules.{name}", {"numpy"}) == "[]"


def test_a_web_process_loads_no_numpy():
    assert loaded("import django; django.setup(); import thepass.shell.urls", {"numpy", "scipy"}) == "[]"
