"""Somebody or something by name, to programs."""

from ninja import Schema


class Named(Schema):
    id: int
    name: str
