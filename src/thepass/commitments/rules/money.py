"""What a commitment is worth: whole minor units (pence, cents) of a currency."""

import re
from decimal import Decimal

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

USUAL = (
    "EUR", "GBP", "USD", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "HUF", "INR", "JPY", "MXN", "NOK", "NZD",
    "PLN", "SEK", "SGD", "ZAR",
)  # fmt: skip
WITHOUT = frozenset({"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "XAF", "XOF"})
THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
MOST = 10**15
CODE = re.compile(r"[A-Z]{3}")


def digits(currency: str) -> int:
    """How many digits stand behind the point."""
    return 0 if currency in WITHOUT else 3 if currency in THOUSANDTHS else 2


def checked(worth: int | None, currency: str) -> dict[str, int | str | None]:
    """Both columns, tidied. Refuses a worth without currency, less than nothing, and what nothing costs."""
    currency = currency.strip().upper()
    if worth is None:
        return {"worth": None, "currency": ""}
    if not CODE.fullmatch(currency):
        raise Refused(_("Please give the currency by its three letters, such as EUR."), field="currency")
    if not 0 <= worth <= MOST:
        raise Refused(_("Please give an amount between nothing and ten million million."), field="worth")
    return {"worth": worth, "currency": currency}


def minor(amount: Decimal, currency: str) -> int:
    """What people write, in minor units. Refuses more digits behind the point than the currency has."""
    units = amount.scaleb(digits(currency.strip().upper())) if amount.is_finite() and amount.adjusted() < 16 else None
    if units is None or units != units.to_integral_value():
        raise Refused(_("Please give an amount such as 1200 or 1200.50."), field="worth")
    return int(units)


def major(worth: int, currency: str) -> Decimal:
    """Minor units as people write them."""
    return Decimal(worth).scaleb(-digits(currency))
