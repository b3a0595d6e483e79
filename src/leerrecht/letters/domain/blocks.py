"""The words of a letter as parts: headings, paragraphs and lists. The only signs that mean something start a line."""

from typing import Any

HEADING, ITEM = "# ", "- "
Block = dict[str, Any]


def blocks(text: str) -> list[Block]:
    """An empty line ends a paragraph, ``- `` begins an item of a list, ``# `` a heading; a line break stays one."""
    found: list[Block] = []
    for part in text.replace("\r\n", "\n").split("\n\n"):
        for line in (line.strip() for line in part.strip().split("\n")):
            _add(found, line)
        found.append({"kind": ""})
    return [block for block in found if block["kind"]]


def _add(found: list[Block], line: str) -> None:
    last = found[-1]["kind"] if found else ""
    if line.startswith(HEADING):
        found.append({"kind": "heading", "text": line.removeprefix(HEADING).strip()})
    elif line.startswith(ITEM):
        if last != "list":
            found.append({"kind": "list", "items": []})
        found[-1]["items"].append(line.removeprefix(ITEM).strip())
    elif line and last == "paragraph":
        found[-1]["lines"].append(line)
    elif line:
        found.append({"kind": "paragraph", "lines": [line]})


def plain(found: list[Block]) -> str:
    """The same as text, for who cannot see the drawing."""
    texts = []
    for block in found:
        if block["kind"] == "list":
            texts.append("\n".join(f"- {item}" for item in block["items"]))
        else:
            texts.append(block["text"] if block["kind"] == "heading" else "\n".join(block["lines"]))
    return "\n\n".join(texts)
