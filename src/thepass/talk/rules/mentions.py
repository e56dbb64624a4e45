"""Who is named by @Name. A name is as many words as somebody has; the longest that fits counts."""

import re
from collections.abc import Iterable, Mapping

MOST = 20
MOST_WORDS = 4
_AT = re.compile(r"(?<![\w@.])@(?=\w)")
_WORD = re.compile(r"[\w'’.-]+")
_CODE = re.compile(r"(```|~~~).*?(\1|\Z)|`[^`\n]*`", re.S)


def candidates(text: str) -> list[list[str]]:
    """For each @, what may be the name behind it, longest first: [["Priya Raman can", "Priya Raman", "Priya"]].

    What stands in code names nobody.
    """
    found = []
    plain = _CODE.sub(" ", text)
    for at in list(_AT.finditer(plain))[:MOST]:
        words = _WORD.findall(plain[at.end() : at.end() + 200].split("\n")[0].split("@")[0])[:MOST_WORDS]
        names = [" ".join(words[:n]).rstrip(".'’-") for n in range(len(words), 0, -1)]
        found.append([one for one in names if one])
    return found


def named(text: str, people: Mapping[int, str], *, near: Iterable[int] = ()) -> list[int]:
    """Ids of who is named, in order. A whole name may be anybody's of these `people`, a first name one of those `near`
    (in the conversation already). What fits several names nobody.
    """
    whole: dict[str, list[int]] = {}
    first: dict[str, list[int]] = {}
    close = set(near)
    for id, name in people.items():
        whole.setdefault(" ".join(name.split()).casefold(), []).append(id)
        if id in close and name.split():
            first.setdefault(name.split()[0].casefold(), []).append(id)
    ids: list[int] = []
    for typed in candidates(text):
        names = [one.casefold() for one in typed]
        hits = next((whole[one] for one in names if one in whole), None) or first.get(names[-1] if names else "", [])
        if len(hits) == 1:
            ids += hits
    return list(dict.fromkeys(ids))
