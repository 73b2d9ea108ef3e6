"""Bytes to text: UTF-8 and nothing else, because a guessed encoding puts wrong words into the evidence."""

from __future__ import annotations

from ontology.errors import EmptySource, NotText, TooLarge

BOM = b"\xef\xbb\xbf"
_CONVERT = "convert it to UTF-8 first, for example with: iconv -f LATIN1 -t UTF-8"


def decode(data: bytes, *, origin: str, max_bytes: int) -> str:
    r"""Decode one whole text; ``\r\n`` and ``\r`` become ``\n``, everything else is kept as it is.

    Args:
        data: The bytes, with or without a byte order mark.
        origin: Name of the file, for messages.
        max_bytes: Largest size.

    Raises:
        TooLarge, NotText, EmptySource: with the name of the file; NotText also names the first wrong byte.

    >>> decode(b"Talks\r\nbegan.", origin="a.txt", max_bytes=100)
    'Talks\nbegan.'
    """
    if len(data) > max_bytes:
        raise TooLarge(f"{origin!r} is over {max_bytes:,} bytes", hint="split it, or raise the limit")
    refuse_binary(data, origin=origin)
    body = data.removeprefix(BOM)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start + len(data) - len(body)
        raise NotText(f"{origin!r} is not UTF-8: byte {position} is 0x{data[position]:02x}", hint=_CONVERT) from None
    if not text.strip():
        raise EmptySource(f"{origin!r} is empty", hint="there is nothing to read in it")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_binary(data: bytes, *, origin: str) -> None:
    """Refuse bytes that no text holds, and encodings that announce themselves as something else than UTF-8.

    Raises:
        NotText: on UTF-16 or UTF-32 (by their mark) and on a NUL byte.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise NotText(f"{origin!r} is UTF-16 or UTF-32, not UTF-8: see its byte 0", hint=_CONVERT)
    position = data.find(b"\0")
    if position >= 0:
        raise NotText(
            f"{origin!r} is binary: byte {position} is NUL", hint="give text, not a document or an image file"
        )
