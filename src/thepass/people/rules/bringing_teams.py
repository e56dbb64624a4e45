"""Teams and people's parts in them, as the rows of a sheet name them."""

from collections import defaultdict
from collections.abc import Sequence

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.rules.bringing_columns import Row, Wrong
from thepass.people.rules.bringing_known import Known, KnownPerson, Path, folded, key_of
from thepass.people.rules.bringing_steps import NewTeam, Part


class Tree:
    """The team tree with what the sheet adds to it."""

    def __init__(self, known: Known, rows: Sequence[Row], wrong: Wrong) -> None:
        self.known, self.wrong = known, wrong
        self.new: dict[Path, NewTeam] = {}
        partners = {folded(row.said["partner"]) for row in rows if "partner" in row.said}
        self.partners = partners | {key[0] for key, team in known.by_path.items() if len(key) == 1 and team.partner}
        # Whole paths first: "Night shift" alone may mean one of them, in whichever row it stands.
        self.written: dict[Path, Path] = {key: known.paths[team.id] for key, team in known.by_path.items()}
        self.last_names: dict[str, set[Path]] = defaultdict(set)
        for name, keys in known.by_last_name.items():
            self.last_names[name].update(keys)
        for row in rows:
            for path in row.said.get("team", ()):
                whole = self._under_partner(row, path)
                for depth in range(2, len(whole) + 1):
                    key = key_of(whole[:depth])
                    self.written.setdefault(key, whole[:depth])
                    self.last_names[key[-1]].add(key)
        self.under: dict[str, set[str]] = defaultdict(set)  # names below each top team
        for key, team in known.by_path.items():
            if not team.closed:
                self.under[key[0]].update(key[1:])

    def teams_of(self, row: Row, person: KnownPerson | None) -> list[Path]:
        """Keys of the teams this row names, made where there are none; what cannot be is told as a problem."""
        found = []
        for key_name, path in self._named(row):
            try:
                path = self._meant(row, path)
                self._fits(row, person, key_of(path))
                self._no_circle(path)
                found.append(self._made(row, path))
            except Refused as refusal:
                self.wrong.at(row.number, key_name, refusal, " / ".join(path))
        return list(dict.fromkeys(found))

    def _named(self, row: Row) -> list[tuple[str, Path]]:
        if "team" in row.said:
            return [("team", path) for path in row.said["team"]]
        return [("partner", (row.said["partner"],))] if "partner" in row.said else []

    def _under_partner(self, row: Row, path: Path) -> Path:
        partner = row.said.get("partner")
        return path if partner is None or folded(path[0]) == folded(partner) else (partner, *path)

    def _meant(self, row: Row, path: Path) -> Path:
        """A name alone is a team at the top, or the only one of that name wherever it stands. Refuses several."""
        path = self._under_partner(row, path)
        key = key_of(path)
        if len(path) > 1 or key in self.known.by_path or key[0] in self.partners:
            return path
        named = self.last_names.get(key[0], set())
        if len(named) > 1:
            ways = sorted(" / ".join(self.written[one]) for one in named)
            raise Refused(
                _("More than one team is called “%(team)s”: %(ways)s. Write the whole path."),
                team=path[0],
                ways="; ".join(ways[:5]),
            )
        return self.written[next(iter(named))] if named else path

    def _fits(self, row: Row, person: KnownPerson | None, key: Path) -> None:
        """Refuses partners that are none, guests in our teams, and new people of a partner's who are no guests."""
        top, partner = self.known.by_path.get(key[:1]), row.said.get("partner")
        if partner is not None and top is not None and not top.partner:
            raise Refused(_("“%(team)s” is a team of ours, not a partner."), team=top.name)
        if partner is not None and person is not None and not person.guest:
            raise Refused(_("%(name)s is one of us already, and cannot become a partner's guest."), name=person.name)
        if person is not None and person.guest and key[0] not in self.partners:
            raise Refused(
                _("%(name)s is a partner's guest, and takes part in that partner's teams only."), name=person.name
            )
        if person is None and partner is None and key[0] in self.partners:
            raise Refused(_("This team is a partner's. Please write the partner's name in the row as well."))

    def _no_circle(self, path: Path) -> None:
        """Refuses a name twice in one path, and two teams of which each stands above the other."""
        key = key_of(path)
        if key in self.known.by_path or key in self.new:
            return
        for place, name in enumerate(key):
            if name in key[:place]:
                raise _round(path[key.index(name) : place + 1])
        for place, name in enumerate(key[1:], start=1):
            if way := self._way(name, key[0]):
                raise _round((*path[: place + 1], *(self._said(one) for one in way[1:])))
        self.under[key[0]].update(key[1:])

    def _said(self, name: str) -> str:
        """A folded name as it is written somewhere."""
        return next((path[key.index(name)] for key, path in self.written.items() if name in key), name)

    def _way(self, start: str, goal: str) -> list[str]:
        """From one top team down to another, by names; empty when there is no way."""
        came: dict[str, str] = {start: start}
        rest = [start]
        while rest:
            above = rest.pop()
            for name in self.under.get(above, ()):
                if name in came:
                    continue
                came[name] = above
                if name == goal:
                    return _walked(came, start, goal)
                rest.append(name)
        return []

    def _made(self, row: Row, path: Path) -> Path:
        """The key of the team, with every team above it that is not there yet. Refuses a closed one."""
        key = key_of(path)
        for depth in range(1, len(path) + 1):
            above = key[:depth]
            if (team := self.known.by_path.get(above)) is not None:
                if team.closed:
                    raise Refused(_("The team “%(team)s” is closed. Please open it again first."), team=team.name)
            elif above not in self.new:
                self.new[above] = NewTeam(row.number, path[:depth], key[0] in self.partners)
        return key


def parts(row: Row, person: KnownPerson | None, keys: Sequence[Path], known: Known, wrong: Wrong) -> list[Part]:
    """What changes about the person's parts. Parts in teams the row does not name stay as they are."""
    lead = row.said.get("lead")
    if not keys:
        return _lead_alone(row, person, lead, known, wrong) if lead is not None and not _teams_wrong(row) else []
    found = []
    for key in keys:
        team = known.by_path.get(key)
        there = known.parts.get((person.id, team.id)) if person and team else None
        if there is None or there.ended:
            found.append(Part(row.number, row.email, key, bool(lead), there.id if there else None))
        elif lead is not None and there.lead != lead:
            found.append(Part(row.number, row.email, key, lead, there.id, begins=False))
    return found


def _teams_wrong(row: Row) -> bool:
    """The row does name a team, and what is wrong with it has been told."""
    return "team" in row.said or "partner" in row.said


def _lead_alone(row: Row, person: KnownPerson | None, lead: bool, known: Known, wrong: Wrong) -> list[Part]:
    """Lead or not, with no team beside it: clear only for who is in one team."""
    mine = known.parts_of.get(person.id, []) if person else []
    if len(mine) != 1:
        if lead:
            wrong.at(row.number, "lead", Refused(_("Please say in the same row which team this person leads.")), "")
        return []
    (part,) = mine
    key = key_of(known.paths[part.team_id])
    return [Part(row.number, row.email, key, lead, part.id, begins=False)] if part.lead != lead else []


def _walked(came: dict[str, str], start: str, goal: str) -> list[str]:
    way = [goal]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]


def _round(way: Sequence[str]) -> Refused:
    return Refused(_("A team cannot stand under itself: %(way)s."), field="team", way=" → ".join(way))
