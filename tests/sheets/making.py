"""Files as people bring them, and as nobody should."""

import struct
import zipfile
from io import BytesIO

_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>'
)
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def xlsx_of(*sheets: str) -> bytes:
    """A workbook of these <row>s, one text a sheet."""
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, len(sheets) + 1))
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    document = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _RELS.format(all=document),
        "xl/workbook.xml": _WORKBOOK.format(sheets=names),
        "xl/_rels/workbook.xml.rels": _RELS.format(all=links),
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": _SHEET.format(rows=rows) for n, rows in enumerate(sheets, start=1)}
    return zipped(parts)


def ods_of(table: str, **more: str) -> bytes:
    """An OpenDocument sheet of these rows."""
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="T">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = more.get("manifest", "<manifest/>")
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def ole_of(stream: str, data: bytes) -> bytes:
    """A compound file with one stream, long enough not to be a mini stream."""
    data = data.ljust(4096, b"\x00")
    data = data.ljust(-(-len(data) // 512) * 512, b"\x00")
    count = len(data) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)

    def entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
        label = name.encode("utf-16-le") + b"\x00\x00"
        about = struct.pack("<HBBIII36xIQ", len(label), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child, start, size)
        return label.ljust(64, b"\x00") + about

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry(stream, 2, 2, len(data), 0xFFFFFFFF)
    return header + struct.pack("<128I", *table) + directory.ljust(512, b"\x00") + data


def biff(*records: tuple[int, bytes]) -> bytes:
    """Records of an old Excel file."""
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records)


def lying(content: bytes, part: str, said: int) -> bytes:
    """The same zip, in which one part claims another size."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        at, true = package.getinfo(part).header_offset, package.getinfo(part).file_size
    size, claim = struct.pack("<I", true), struct.pack("<I", said)
    head = content[: at + 22] + claim + content[at + 26 :]
    listed = head.rindex(part.encode()) - 46
    assert head[listed + 24 : listed + 28] == size
    return head[: listed + 24] + claim + head[listed + 28 :]
