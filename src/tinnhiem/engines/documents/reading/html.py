"""Web pages to text: blocks on lines of their own, rows with bars, nothing that runs or hides."""

from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tinnhiem.engines.documents.reading.errors import NestedTooDeep
from tinnhiem.engines.documents.reading.limits import MAX_DEPTH

_DROPPED: Final = "script,style,noscript,template,iframe,object,svg,head,nav,select,button"
_BLOCKS: Final = frozenset(
    """
    address article aside blockquote body caption dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody tfoot thead tr ul
    """.split()  # noqa: SIM905 (one word a line would fill a page)
)
_ROOM: Final = 8


def text_of_html(markup: str) -> str:
    """The readable text of ``markup``; raises ``NestedTooDeep`` where elements nest beyond need."""
    parser = LexborHTMLParser(markup)
    parser.strip_tags(_DROPPED.split(","), recursive=True)
    for hidden in parser.css("[hidden]"):
        hidden.decompose()
    pieces: list[str] = []
    if parser.body is not None:
        _write(parser.body, pieces, MAX_DEPTH * _ROOM)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(lines)


def _write(root: LexborNode, pieces: list[str], deepest: int) -> None:
    """Write the text of ``root`` in document order, without recursion into deep pages."""
    stack: list[tuple[LexborNode | str, int]] = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > deepest:
            raise NestedTooDeep
        if isinstance(node, str):
            pieces.append(node)
        elif node.tag == "-text":
            pieces.append((node.text_content or "").replace("\n", " "))
        else:
            _open(node, depth, pieces, stack)


def _open(node: LexborNode, depth: int, pieces: list[str], stack: list[tuple[LexborNode | str, int]]) -> None:
    tag = node.tag or ""
    if tag == "br":
        pieces.append("\n")
        return
    if tag in _BLOCKS:
        pieces.append("\n")
        stack.append(("\n", depth))
    pieces.append(_sign(node, tag))
    if tag in {"td", "th"} and node.next is not None:
        stack.append((" | ", depth))
    children = list(node.iter(include_text=True))
    stack.extend((child, depth + 1) for child in reversed(children))


def _sign(node: LexborNode, tag: str) -> str:
    if tag != "li" or node.parent is None:
        return ""
    if node.parent.tag != "ol":
        return "- "
    before, number = node.prev, 1
    while before is not None:
        number += before.tag == "li"
        before = before.prev
    return f"{number}. "
