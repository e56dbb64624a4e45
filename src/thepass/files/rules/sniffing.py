"""What a file is, by its first bytes. Its name and what the browser says of it are never asked."""

import re
from collections.abc import Iterable

UNKNOWN = "application/octet-stream"
HEAD = 65_536  # how many bytes are looked at
ZIP = "application/zip"
INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})  # a browser may draw these in a page

BEGINS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),  # old Word, Excel, Outlook
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"{\\rtf", "application/rtf"),
)
RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
_OFFICE = "application/vnd.openxmlformats-officedocument"
OFFICE = {
    "word/": f"{_OFFICE}.wordprocessingml.document",
    "xl/": f"{_OFFICE}.spreadsheetml.sheet",
    "ppt/": f"{_OFFICE}.presentationml.presentation",
}
OPEN = re.compile(rb"mimetype(application/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation))")
MARKUP = re.compile(r"<\s*(!doctype|\?xml|html|head|body|script|svg|iframe|meta|img|link|style|object|embed)\b", re.I)
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def sniffed(head: bytes, *, inside: Iterable[str] = ()) -> str:
    """The media type; `inside` are the names in a zip. What could run in a browser is unknown to us."""
    found = next((type for begins, type in BEGINS if head.startswith(begins)), "")
    if found == ZIP:
        return _package(head, inside)
    return found or _container(head) or _text(head)


def _package(head: bytes, inside: Iterable[str]) -> str:
    if document := OPEN.match(head[30:120]):
        return document[1].decode()
    names = list(inside)
    if "[Content_Types].xml" in names:
        return next((type for folder, type in OFFICE.items() if any(n.startswith(folder) for n in names)), ZIP)
    return ZIP


def _container(head: bytes) -> str:
    if head[:4] == b"RIFF":
        return RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] != b"ftyp":
        return ""
    brand = head[8:12]
    return "image/heic" if brand in HEIC else "video/quicktime" if brand == b"qt  " else "video/mp4"


def _text(head: bytes) -> str:
    """Plain words and tables. Whatever has marks of a page or a program in it is neither."""
    try:
        said = head.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        if len(head) < HEAD or trouble.start < len(head) - 4:  # else a letter cut in two by our looking no further
            return UNKNOWN
        said = head[: trouble.start].decode("utf-8-sig")
    if CONTROLS.search(said) or MARKUP.search(said) or said.startswith("#!"):
        return UNKNOWN
    return "text/csv" if _table(said) else "text/plain"


def _table(said: str) -> bool:
    lines = [line for line in said.splitlines()[:5] if line.strip()]
    return len(lines) > 1 and any(len({line.count(mark) for line in lines} - {0}) == 1 and mark in lines[0]
                                  and all(mark in line for line in lines) for mark in ",;\t")  # fmt: skip
