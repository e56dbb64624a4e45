"""The zip around an .xlsx or .ods: measured before it is unpacked, then packed anew with only what is read."""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from thepass.kernel.archive import grows_too_far
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.sheets.rules.refusals import damaged, locked
from thepass.sheets.rules.sheet import Limits

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a workbook that are read, each unpacked with a bound."""

    kind: str
    parts: dict[str, bytes]

    def packed(self) -> bytes:
        """A small, honest zip: what a header says of sizes can lie, these parts cannot."""
        copy = BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as package:
            for filename, part in self.parts.items():
                package.writestr(filename, part)
        return copy.getvalue()


def unpack(content: bytes, name: str, limits: Limits) -> Package:
    """The XML parts of a workbook. Refuses bombs before unpacking, and locked, broken and foreign packages."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
            _measure(entries, content, name, limits)
            if any(entry.flag_bits & 1 for entry in entries):
                raise locked(name)
            parts = {entry.filename: _part(package, entry) for entry in entries if _is_read(entry)}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise damaged(name) from error
    kind = _kind(parts, [entry.filename for entry in entries], name)
    if kind == "ods" and b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise locked(name)
    return Package(kind, parts)


def _measure(entries: list[zipfile.ZipInfo], content: bytes, name: str, limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if grows_too_far(entries=len(entries), packed=len(content), unpacked=unpacked, bounds=limits):
        raise Refused(_("“%(name)s” unpacks to far more than a sheet should hold. It was not opened."), name=name)


def _is_read(entry: zipfile.ZipInfo) -> bool:
    return entry.filename == "mimetype" or entry.filename.lower().endswith((".xml", ".rels"))


def _part(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    # read() without a number would unpack all there is, whatever size the header gave.
    with package.open(entry) as part:
        return part.read(entry.file_size)


def _kind(parts: dict[str, bytes], names: list[str], name: str) -> str:
    if parts.get("mimetype", b"").strip().startswith(_ODS) and "content.xml" in parts:
        return "ods"
    if "xl/workbook.xml" in parts:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise Refused(_("“%(name)s” is a binary Excel workbook (.xlsb). Save it as .xlsx."), name=name)
    if any(one.endswith(".iwa") for one in names) or "Index.zip" in names:
        raise Refused(_("“%(name)s” was made with Numbers. Export it as Excel or CSV."), name=name)
    if any(one.startswith(("word/", "ppt/")) for one in names) or "mimetype" in parts:
        raise Refused(_("“%(name)s” is a document, not a sheet. Save the table as a workbook or CSV."), name=name)
    if "[Content_Types].xml" in parts:
        raise damaged(name)
    raise Refused(_("“%(name)s” is an archive. Unpack it, and choose the sheet inside."), name=name)
