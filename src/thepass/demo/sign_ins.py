"""Whom one can sign in as: five of the organisation, and one of its partner."""

from dataclasses import dataclass

from thepass.demo.roster import roster
from thepass.demo.window import Window

ROLES = ("employee", "lead", "leader", "steward", "administrator", "partner")
_WORDS = (
    "anchor apron barley basil bay berth bread buoy butter cellar clove crate dock fennel ferry fig gull harbour "
    "herring honey kettle ladle lantern lemon mast mint mussel oar olive oven pear pepper pier plum quay rope rye "
    "sage sail salt samphire tide thyme wharf"
).split()


@dataclass(frozen=True)
class SignIn:
    """One line of what the demo prints."""

    role: str
    key: str
    name: str
    email: str
    password: str


def password(window: Window) -> str:
    """The same for all six, known to everyone who can read: this is why the demo answers on this machine only."""
    chance = window.rng("password")
    return "-".join([*chance.sample(_WORDS, 3), str(chance.randrange(10, 100))])


def sign_ins(window: Window) -> list[SignIn]:
    """In the order of ROLES."""
    people, secret = roster(window), password(window)
    found = [(role, people.with_role(role)) for role in ROLES]
    return [SignIn(role, one.key, one.name, one.email, secret) for role, one in found]


def table(window: Window) -> str:
    """As people read it on a terminal."""
    lines = sign_ins(window)
    wide = max(len(line.name) for line in lines)
    rows = [f"  {line.role:<14} {line.name:<{wide}}  {line.email}" for line in lines]
    return "\n".join([f"Sign in with the password {lines[0].password} as one of these:", *rows])
