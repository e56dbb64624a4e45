"""Work waits in queues for people who have only so many hours. Nothing is late but by load, and by what it waited for.

A piece of work is for a person, or for a team, whose members take what came first. It can begin when all it needs is
finished. Whoever has begun keeps it over night and over the weekend; who goes away lays it back into its queue. Work
for a person who is away goes to whoever stands in. Nobody who is here and free leaves work lying that they may take.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count

from thepass.demo.presence import Presence, Span
from thepass.demo.timeline import Timeline

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Work:
    """What somebody asks of a person or a team. `effort` is working time of whoever does it."""

    item: str
    owner: str
    effort: timedelta
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """Somebody at work on something, or holding it."""

    item: str
    by: str
    begins: datetime
    ends: datetime


@dataclass(eq=False)
class _Job:
    work: Work
    rest: timedelta
    missing: set[str]
    place: tuple[datetime, int] | None = None  # in its queue


@dataclass(eq=False)
class _Worker:
    key: str
    presence: Presence
    serves: list[str] = field(default_factory=list)
    job: _Job | None = None
    since: datetime | None = None  # when they took it, or became free


class Workshop:
    """Everybody who works, and all queues. Say who there is, then ask for work, then run the timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.ready: dict[str, datetime] = {}
        self.finished: dict[str, datetime] = {}
        self.worked: list[Stretch] = []
        self.held: list[Stretch] = []
        self._workers: dict[str, _Worker] = {}
        self._teams: dict[str, list[str]] = {}
        self._queues: dict[str, list[tuple[tuple[datetime, int], _Job]]] = defaultdict(list)
        self._blocked: dict[str, list[_Job]] = defaultdict(list)
        self._wakes: dict[str, datetime] = {}
        self._asked: set[str] = set()
        self._order = count()

    def employ(self, people: Mapping[str, Presence], teams: Mapping[str, Iterable[str]]) -> None:
        """All who work, and who works in which team. Once, before anything is asked."""
        self._workers = {key: _Worker(key, presence, [key]) for key, presence in people.items()}
        self._teams = {team: list(members) for team, members in teams.items()}
        for team, members in self._teams.items():
            for member in members:
                self._workers[member].serves.append(team)
        for key in people:
            for other in self._may_stand_in(key):
                self._workers[other].serves.append(key)

    def ask(self, work: Work, at: datetime) -> None:
        """Ask for it then. Raises ValueError for an item asked twice, and for work without an owner or an end."""
        if work.item in self._asked or work.owner not in self._workers.keys() | self._teams.keys():
            raise ValueError(f"{work.item} is asked already, or nobody is {work.owner}")
        if work.effort <= timedelta():
            raise ValueError(f"{work.item} is no work")
        self._asked.add(work.item)
        self.timeline.at(at, partial(self._arrive, work))

    def waiting(self, owner: str) -> int:
        """How much lies in this queue and could be begun."""
        return len(self._queues[owner])

    def here_from(self, key: str, at: datetime) -> Span | None:
        """When this person is at work, from then on."""
        return self._workers[key].presence.next_span(at)

    def stand_in(self, key: str, at: datetime) -> str | None:
        """Who does this person's work: they, or the first in the chain of substitutes who is not away."""
        *_, last = self._chain(key, at)
        return None if self._workers[last].presence.away(at) else last

    def _arrive(self, work: Work) -> None:
        job = _Job(work, work.effort, {need for need in work.needs if need not in self.finished})
        for need in job.missing:
            self._blocked[need].append(job)
        if not job.missing:
            self._begin_to_wait(job)

    def _begin_to_wait(self, job: _Job) -> None:
        self.ready[job.work.item] = self.timeline.now
        job.place = (self.timeline.now, next(self._order))
        self._lay_back(job)

    def _lay_back(self, job: _Job) -> None:
        assert job.place is not None
        heappush(self._queues[job.work.owner], (job.place, job))
        self._soon(partial(self._offer, job.work.owner))

    def _soon(self, do: Callable[[], None]) -> None:
        """Now, when all that happens at this moment has happened: then what came first is known."""
        self.timeline.at(self.timeline.now, do, last=True)

    def _offer(self, owner: str) -> None:
        """Give what waits to who is here and free, longest idle first. If nobody is, look again when it may change."""
        now, queue = self.timeline.now, self._queues[owner]
        while queue:
            free = [worker for worker in self._serving(owner) if worker.job is None]
            here = [worker for worker in free if worker.presence.is_here(now)]
            if not here:
                self._look_again(owner, free)
                return
            longest = min(here, key=lambda worker: (worker.since or NEVER, worker.key))
            longest.job, longest.since = self._first_for(longest), now
            self._go_on(longest)

    def _first_for(self, worker: _Worker) -> _Job:
        """Take what has waited longest of all that this worker may take."""
        waiting = [(self._queues[owner][0][0], owner) for owner in worker.serves if self._queues[owner]]
        owner = min(waiting, key=lambda one: (worker not in self._serving(one[1]), *one))[1]
        return heappop(self._queues[owner])[1]

    def _look_again(self, owner: str, free: list[_Worker]) -> None:
        now = self.timeline.now
        spans = [worker.presence.next_span(now) for worker in free]
        times = [span[0] for span in spans if span]
        if owner in self._workers:
            turns = (self._workers[key].presence.next_turn(now) for key in self._chain(owner, now))
            times += [turn for turn in turns if turn]
        if times and not (now < self._wakes.get(owner, now) <= min(times)):
            self._wakes[owner] = min(times)
            self.timeline.at(min(times), partial(self._offer, owner), last=True)

    def _go_on(self, worker: _Worker) -> None:
        """Work until it is done or the stretch of working time ends."""
        now, job, span = self.timeline.now, worker.job, worker.presence.next_span(self.timeline.now)
        assert job is not None
        leave = worker.presence.next_leave(now)
        if span is None or (leave and leave.begins < span[0]):
            self.timeline.at(max(now, leave.begins) if leave else now, partial(self._let_go, worker))
        elif span[0] > now:
            self.timeline.at(span[0], partial(self._go_on, worker))
        else:
            self.timeline.at(min(span[1], now + job.rest), partial(self._pause, worker, now))

    def _pause(self, worker: _Worker, since: datetime) -> None:
        now, job = self.timeline.now, worker.job
        assert job is not None
        self.worked.append(Stretch(job.work.item, worker.key, since, now))
        job.rest -= now - since
        if job.rest:
            self._go_on(worker)
            return
        self.finished[job.work.item] = now
        self._free(worker)
        for other in self._blocked.pop(job.work.item, ()):
            other.missing.discard(job.work.item)
            if not other.missing:
                self._begin_to_wait(other)

    def _let_go(self, worker: _Worker) -> None:
        assert worker.job is not None
        self._lay_back(worker.job)
        self._free(worker)

    def _free(self, worker: _Worker) -> None:
        assert worker.job is not None and worker.since is not None
        self.held.append(Stretch(worker.job.work.item, worker.key, worker.since, self.timeline.now))
        worker.job, worker.since = None, self.timeline.now
        self._soon(partial(self._look_round, worker))

    def _look_round(self, worker: _Worker) -> None:
        """Through every queue this worker may take from, what has waited longest first."""
        waiting = sorted((self._queues[owner][0][0], owner) for owner in worker.serves if self._queues[owner])
        for _, owner in waiting:
            self._offer(owner)

    def _serving(self, owner: str) -> list[_Worker]:
        if owner in self._teams:
            return [self._workers[member] for member in self._teams[owner]]
        who = self.stand_in(owner, self.timeline.now)
        return [self._workers[who]] if who else []

    def _chain(self, key: str, at: datetime) -> Iterator[str]:
        """This person, their substitute if they are away, and so on; never comes round."""
        walked: set[str] = set()
        who: str | None = key
        while who is not None and who not in walked:
            walked.add(who)
            yield who
            leave = self._workers[who].presence.away(at)
            who = leave.substitute if leave else None

    def _may_stand_in(self, key: str) -> set[str]:
        found, rest = {key}, [key]
        while rest:
            others = self._workers[rest.pop()].presence.substitutes() - found
            found |= others
            rest += sorted(others)
        return found - {key}
