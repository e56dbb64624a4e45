"""Words that tell nothing of what a text is about."""

from collections.abc import Iterable

ENGLISH = """
a about after all also am an and any are as at be because been before being but by can could did do does for
from had has have he her here him his how i if in into is it its just like me more most my need no not of on one
or other our out over please she should so some than thank thanks that the their them then there these they this
those to too up us very was we were what when where which who why will with would you your
"""
GERMAN = """
aber alle als also am an auch auf aus bei bin bis bitte da damit danke dann das dass dem den der des die dies
diese dieser doch du ein eine einem einen einer eines er es fur haben hat hatte ich ihr im in ist ja kann kein
keine konnen man mehr mein mich mir mit muss nach nicht noch nur oder ob schon sehr sein sich sie sind so uber
um und uns unser von vor was weil wenn wer werden wie wir wird wo zu zum zur
"""
STOP = frozenset((ENGLISH + " " + GERMAN).split())


def telling(words: Iterable[str]) -> list[str]:
    """The words that may tell something, each once, in order."""
    return list(dict.fromkeys(word for word in words if len(word) > 2 and word not in STOP))
