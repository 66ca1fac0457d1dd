"""Mentions of units and posts in running text: "Phòng Nội vụ", "UBND các xã", "Hiệu trưởng các trường".

A mention is a head from the vocabulary and whatever belongs to its name: a sector, a place, capital letters,
a qualifying phrase, another unit. Lists of mentions are read whole, with their elliptic members
("Sở Tài chính, Nội vụ").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tinnhiem.domain.directives.vocabulary import any_of, words
from tinnhiem.engines.documents.reading.folding import folded, phrases
from tinnhiem.engines.documents.reading.layout import Block

_DETERMINER: Final = any_of(("units", "determiners"))
_BODY: Final = any_of(("units", "bodies"))
_POST: Final = any_of(("units", "posts"))
_COMBINED: Final = any_of(("units", "combined"))
_CALLING: Final = any_of(("posts", "callings"))
_PLACE: Final = f"(?:{phrases(*words('units', 'places'))})(?!\\w)"
_HEAD: Final = re.compile(
    rf"(?P<det>(?:{_DETERMINER}\s+)+)?"
    rf"(?:(?(det)(?P<combined>{_COMBINED})|(?!))|(?P<post>{_POST})|(?P<body>{_BODY})|(?P<metonym>{_PLACE}))"
)
_PERSON: Final = re.compile(rf"(?:{_CALLING}\s+)+(?=\w)")
_SECTOR: Final = re.compile(any_of(("units", "sectors")))
_PLACES: Final = re.compile(
    rf"(?:(?:các|từng|mỗi|toàn|cấp|hai|ba|bốn|năm|sáu|\d{{1,3}})\s+)?{_PLACE}(?:(?:\s*[,/-]\s*"
    rf"|\s+và\s+)(?:các\s+)?{_PLACE})*"
)
_ZONE: Final = re.compile(r"(?:khu vực|vùng|cụm|số)\s+(?:\d+|[ivx]+)(?![\w/])|liên xã(?!\w)|khu vực(?!\w)")
"""The numbered district of an office: "Kho bạc Nhà nước khu vực XII"."""
_TERRAIN: Final = re.compile(rf"\s+{any_of(('units', 'terrain'))}")
_COMMITTEE: Final = re.compile(rf"(?:{any_of(('units', 'committees'))})\Z")
_DUTY: Final = re.compile(any_of(("units", "duties")))
_GROUPED: Final = re.compile(_COMBINED)
_LIST_SIGN: Final = re.compile(r"\s*:\s*")
_SUFFIX: Final = re.compile(any_of(("units", "suffixes")))
_VERB: Final = re.compile(any_of(("verbs", "directive"), ("verbs", "adverbs"), ("verbs", "past")))
_OF: Final = re.compile(r"(?:của|thuộc|trực thuộc|trên địa bàn|tại|ở|đóng trên)\s+(?=\w)")
_BEHIND_NAME: Final = re.compile(r"\s*:?\s+")
_JOINT: Final = re.compile(r"(?:[-–&]|và)\s+")
_AND: Final = re.compile(r"và\s+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_BLANKS: Final = re.compile(r"\s+")
_LINK: Final = re.compile(r"(?:và|hoặc|cùng|đã|đang|được)(?!\w)")
_PLURAL: Final = re.compile(r"(?:các|từng|mỗi|hai|ba|bốn|năm|sáu|\d)")
_FUNCTION: Final = re.compile(
    r"(?:của|về|để|trong|tại|theo|từ|đến|với|cho|khi|nếu|do|bằng|thì|mà|nhằm|trước|sau|chậm|là|không|được|bị"
    r"|có"
    r"|như|cũng|này|đó|việc|vì|nên|hay|hoặc|ngày|tháng|năm|gồm|qua|các|những|mỗi|từng|ở|trên|dưới|giữa"
    r"|cùng)(?!\w)"
)
_CAPITAL_WORD: Final = re.compile(r"[^\W_][\w&.]*")
_NUMBER: Final = re.compile(r"\d+[A-Z]?(?!\w|[/%.,]\d)")
_JOIN: Final = re.compile(r"\s*[-–&]\s*(?=\w)|\s+(?:và|&)\s+(?=\w)")
_NEXT: Final = re.compile(r"\s*[,;/]\s*(?:(?:và|cùng)\s+)?|\s+(?:và|cùng với|cùng|hoặc)\s+")
_TOGETHER: Final = re.compile(r"\s+cùng(?:\s+với)?\s")
_GROUP: Final = re.compile(
    r"(?:tất cả\s+)?(?:các|những|mỗi|từng|toàn thể|liên)(?!\w)"
    r"|(?:[^\W\d_]+\s+){1,5}?(?:các|hai|ba|bốn|năm|\d{1,3})\s"
)
_TAKES_SECTOR: Final = re.compile(
    r"(?:sở|bộ|ban|phòng|cục|chi cục|tổng cục|vụ|viện|trung tâm|tổ|ngành|hội|đội|đoàn|ban quản lý"
    r"|ban chỉ đạo|ban chỉ huy|thanh tra"
    r"|cảnh sát|đài|báo|hội đồng|ủy ban|tổ công tác|quỹ|ban quản lý dự án|khoa|nhóm|ban quản trị|bộ phận"
    r"|liên đoàn|công chức|viên chức|cán bộ|chuyên viên|nhân viên|tiểu ban|chi nhánh|nhà|trạm|bệnh viện"
    r"|câu lạc bộ|hạt|công ty(?: cổ phần| tnhh(?: mtv| một thành viên)?)?)\Z"
)
_TAKES_WORDS: Final = re.compile(
    r"(?:trung tâm|ban chỉ đạo|ban quản lý|ban quản lý dự án|công ty|tổng công ty|hội|quỹ|viện|tổ công tác"
    r"|hội đồng|đoàn kiểm tra"
    r"|đoàn thanh tra|đoàn giám sát|ban tổ chức|câu lạc bộ|ban đại diện|tập đoàn|chi nhánh|chi cục|cục|vụ"
    r"|tổ giúp việc|tổ|trường)\Z"
)
_TAKES_SUFFIX: Final = re.compile(
    r".*(?:trường|cá nhân|đơn vị|cơ quan|cơ sở|cơ sở giáo dục|lực lượng|bộ phận|tổ chức|địa phương"
    r"|doanh nghiệp"
    r"|đoàn thể|viên|bộ|phòng|ban"
    r"|ngành|phụ trách|tổ|(?<!xã )hội|học sinh|chính quyền|cấp ủy|báo|đài|cụm trường|trạm|nhân viên"
    r"|thành viên"
    r"|đảng ủy|hiệu trưởng|khối|\d|chủ nhiệm|gvcn|gv)\Z"
)
_ENDS_IN_SUFFIX: Final = re.compile(
    rf"(?:các|những|tất cả|mỗi|từng)\s(?:.*\s)?{any_of(('units', 'suffixes'))}\Z"
)
_PEOPLE: Final = re.compile(r"(?:cán bộ|công chức|viên chức|giáo viên|người lao động)(?!\w)")
"""People that the name of a unit may end with: "Cục Nhà giáo và Cán bộ quản lý giáo dục"."""
_PROJECTS: Final = re.compile(r"ban quản lý(?: dự án)?\Z|ban chỉ đạo\Z")
_PLURAL_PLACES: Final = re.compile(
    r"(?:các|hai|ba|bốn|năm|\d+) (?:tỉnh|huyện|xã|phường|quận|trường|thị trấn|thành phố)[^:]*\Z"
)
_PLACE_OF: Final = re.compile(rf"(?<!\w){_PLACE}\s+\w")
_NEEDS_NAME: Final = frozenset(words("units", "bare"))
_OFFICE_OF: Final = re.compile(
    r"(?:thanh tra|văn phòng|công đoàn|giám đốc|lãnh đạo|chuyên viên|hiệu trưởng)\Z"
)
_POST_BEHIND: Final = re.compile(r"(?:\s+[-–]|,)\s+(?=\w)")
MAX_WORDS: Final = 12
MAX_NESTING: Final = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """One unit, post or group as written, by its place in the words of a block."""

    start: int
    end: int
    is_group: bool = False
    is_post: bool = False


def units_at(block: Block, position: int, *, metonyms: bool = False) -> tuple[Mention, ...]:
    """The list of units that starts exactly at ``position``; empty where none does.

    With ``metonyms`` a place may stand for its authority ("đề nghị Lai Châu thu hồi").
    """
    if not (metonyms or starts_with_unit(block, position)):
        return ()
    return _Scanner(block, metonyms=metonyms, end=_cell_end(block, position)).list_at(position)


def all_units(block: Block) -> Iterator[Mention]:
    """Every mention in ``block``, from left to right, none inside another."""
    for start, end in block.cells or ((0, len(block.text)),):
        scanner = _Scanner(block, metonyms=False, end=end)
        position = start
        for head in _HEAD.finditer(block.folded, start, end):
            if head.start() >= position and not _inside_word(block.folded, head.start()):
                mention = scanner.one_at(head.start())
                if mention:
                    yield mention
                    position = mention.end


def _cell_end(block: Block, position: int) -> int:
    """Where the cell of a row ends that holds ``position``: no name goes on into the next one."""
    return next((end for start, end in block.cells if start <= position <= end), len(block.text))


def without_helpers(block: Block, units: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Those of a list before "cùng", which joins those who only help: "Sở A cùng Sở B rút ngắn …"."""
    for number, (one, two) in enumerate(pairwise(units), start=1):
        if _TOGETHER.match(block.folded, one.end, two.start):
            return units[:number]
    return units


def starts_with_unit(block: Block, position: int) -> bool:
    """Whether the words at ``position`` begin like the name of a unit, a post or a person."""
    return bool(_HEAD.match(block.folded, position) or _PERSON.match(block.folded, position))


def _capital(text: str, place: int) -> re.Match[str] | None:
    """The word at ``place`` if it begins with a capital letter, or a bare number."""
    word = _CAPITAL_WORD.match(text, place)
    return word if word and word[0][0].isupper() else _NUMBER.match(text, place)


def _inside_word(text: str, place: int) -> bool:
    return place > 0 and (text[place - 1].isalnum() or text[place - 1] == "_")


class _Scanner:
    """Reads mentions in one block."""

    def __init__(self, block: Block, *, metonyms: bool, end: int) -> None:
        self.text = block.text[:end]
        self.folded = block.folded[:end]
        self.metonyms = metonyms
        self.shouted = block.text.isupper()
        self.depth = 0

    def list_at(self, position: int) -> tuple[Mention, ...]:
        first = self.one_at(position)
        found: list[Mention] = []
        while first and len(found) < 40:
            found.append(first)
            following = _NEXT.match(self.folded, first.end)
            listed = (
                found[0].is_group and _LIST_SIGN.match(self.folded, found[-1].end)
                if len(found) == 1
                else None
            )
            place = following or listed
            first = (self.one_at(place.end()) or self._elliptic(place.end(), found[0])) if place else None
        return tuple(found)

    def one_at(self, position: int) -> Mention | None:
        person = self._person(position)
        if person:
            return person
        head = _HEAD.match(self.folded, position)
        if not head or (head["metonym"] and not (self.metonyms or head["det"])):
            return self._capital_place(position) if self.metonyms else None
        end = self._tail(head)
        named = end > head.end() or bool(
            head["det"] and head["det"].strip() not in {"đồng chí", "lãnh đạo", "tập thể"}
        )
        word = head["body"] or head["post"] or head["combined"] or ""
        if (not named or (word == "tổ chức" and not head["det"])) and word in _NEEDS_NAME:
            return None
        return Mention(position, end, bool(_GROUP.match(self.folded, position, end)), bool(head["post"]))

    def _tail(self, head: re.Match[str]) -> int:
        """Where the name that began with ``head`` ends."""
        end, words_left = head.end(), MAX_WORDS
        kind = head["body"] or head["post"] or head["combined"] or head["metonym"] or ""
        self.depth += 1
        while words_left and self.depth < MAX_NESTING:
            further = self._piece(kind, end, is_group=bool(head["det"]))
            if further is None:
                break
            end, words_left = further, words_left - 1
            kind = self.folded[head.start() : end]
        self.depth -= 1
        return end

    def _piece(self, kind: str, end: int, *, is_group: bool) -> int | None:
        """The end of the next piece of a name that so far reads ``kind``."""
        blank = _BEHIND_NAME.match(self.folded, end)
        place = blank.end() if blank else end
        for reader in (
            self._duty,
            self._sector,
            self._nested,
            self._places,
            self._capitals,
            self._suffix,
            self._owner,
            self._words,
        ):
            found = reader(kind, place) if blank or reader == self._capitals else None
            listed = (reader == self._sector and is_group) or (
                reader == self._capitals and _PLURAL_PLACES.search(kind)
            )
            if found is not None and (":" not in self.folded[end:place] or listed):
                return found
        return None

    def _sector(self, kind: str, place: int) -> int | None:
        found = _SECTOR.match(self.folded, place)
        if not found or (
            not _TAKES_SECTOR.search(kind.split(" các ")[-1].strip(" :")) and not _TAKES_SECTOR.match(kind)
        ):
            return None
        is_plain = not self.text[place].isupper()
        if is_plain and _VERB.match(self.folded, place) and not _PROJECTS.search(kind):
            return None
        return found.end()

    def _duty(self, kind: str, place: int) -> int | None:
        """The duty that a committee is called after, if the name ends with it."""
        duty = _DUTY.match(self.folded, place) if _COMMITTEE.match(kind) else None
        return duty.end() if duty and self._ends_name(duty.end()) else None

    def _ends_name(self, place: int) -> bool:
        """Whether no object follows the verb of a name: "Tổ kiểm tra báo cáo", but not "Tổ kiểm tra "
        "phiếu"."""
        rest = _BLANKS.match(self.folded, place)
        following = rest.end() if rest else place
        return (
            following >= len(self.folded)
            or self.folded[following] in ".,;:()"
            or bool(_VERB.match(self.folded, following) or _PLACES.match(self.folded, following))
            or bool(_OF.match(self.folded, following) or _LINK.match(self.folded, following))
            or bool(_SECTOR.match(self.folded, following))
        )

    def _places(self, _: str, place: int) -> int | None:
        found = _PLACES.match(self.folded, place)
        if not found or "\n" in found[0]:
            zone = _ZONE.match(self.folded, place)
            return zone.end() if zone else None
        terrain = _TERRAIN.match(self.folded, found.end()) if _PLURAL.match(found[0]) else None
        return terrain.end() if terrain else found.end()

    def _capitals(self, kind: str, place: int) -> int | None:
        if self.shouted:
            return None
        start = place
        if not (place and self.folded[place - 1] == " "):
            joint = _JOIN.match(self.folded, place)
            if not joint:
                return None
            start = joint.end()
        else:
            joint = _JOINT.match(self.folded, place)
            start = joint.end() if joint else place
        capital = _capital(self.text, start)
        if not capital or (joint and capital[0][0].isdigit()):
            return None
        if self._opens_unit(start) and not (
            joint and _PEOPLE.match(self.folded, start) and kind not in _NEEDS_NAME
        ):
            return None
        if joint and "-" in joint[0] and kind not in _NEEDS_NAME and self._opens_item(place, start):
            return None
        if _VERB.match(self.folded, start) and not _SECTOR.match(self.folded, start) and not joint:
            return (
                None
                if kind not in _NEEDS_NAME and self._starts_sentence_verb(place, start)
                else capital.end()
            )
        sector = _SECTOR.match(self.folded, start) if joint else None
        return sector.end() if sector else capital.end() - (capital[0].endswith(".") and len(capital[0]) > 3)

    def _opens_item(self, place: int, start: int) -> bool:
        """Whether what stands behind a dash is work: "Phòng Nội vụ - Kiểm tra việc …"."""
        if not (_VERB.match(self.folded, start) and self._starts_sentence_verb(place, start)):
            return False
        sector = _SECTOR.match(self.folded, start)
        following = sector and re.compile(r"\s+(?=[^\W\d_])").match(self.folded, sector.end())
        return sector is None or bool(following and not _VERB.match(self.folded, following.end()))

    def _starts_sentence_verb(self, place: int, start: int) -> bool:
        """Whether a capital verb opens a clause of its own behind a run-in heading."""
        verb = _VERB.match(self.folded, start)
        words_before = self.text[:place].split()
        if verb and " " not in verb[0] and words_before and words_before[-1][0].isupper():
            return False
        following = re.compile(r"\w+\s+(\w)").match(self.text, start)
        return bool(following and following[1].islower())

    def _opens_unit(self, start: int) -> bool:
        head = _HEAD.match(self.folded, start)
        return bool(head and not head["metonym"] and not head["combined"])

    def _suffix(self, kind: str, place: int) -> int | None:
        found = _SUFFIX.match(self.folded, place)
        if not found or not (_TAKES_SUFFIX.match(kind) or _ENDS_IN_SUFFIX.match(kind)):
            return None
        if _VERB.fullmatch(found[0]) and not self._ends_name(found.end()):
            return None
        return self._enumerated(found.end())

    def _enumerated(self, end: int) -> int:
        """Past further qualifiers of the same kind: "các trường mầm non, tiểu học và THCS"."""
        while True:
            joint = _NEXT.match(self.folded, end)
            further = _SUFFIX.match(self.folded, joint.end()) if joint else None
            if not further or _VERB.match(self.folded, further.start()) or self._opens_unit(further.start()):
                return end
            end = further.end()

    def _nested(self, kind: str, place: int) -> int | None:
        head = _HEAD.match(self.folded, place)
        if not head or head["metonym"] or (head["combined"] and not head["det"]):
            return None
        if head["post"] and not kind.endswith(("đồng chí", "lãnh đạo")):
            return None
        verb = _VERB.match(self.folded, place) if self.text[place].islower() else None
        if verb and (head["det"] or verb.end() >= head.end("body")):
            return None
        word = head["body"] or ""
        following = self._tail(head)
        bare = word in _NEEDS_NAME and following == head.end() and not head["det"]
        return None if bare and not _OFFICE_OF.search(kind) else following

    def _owner(self, _: str, place: int) -> int | None:
        link = _OF.match(self.folded, place)
        if not link:
            return None
        if link[0].startswith(("của", "thuộc", "trực thuộc")):
            nested = self._nested("lãnh đạo", link.end())
            if nested is not None:
                return nested
        where = _PLACES.match(self.folded, link.end())
        return where.end() if where and not link[0].startswith("của toàn") else None

    def _words(self, kind: str, place: int) -> int | None:
        """A lower-case word of a name that no list knows: "Trung tâm Xúc tiến đầu tư"."""
        if not _takes_words(kind) and not self._completes(kind, place):
            return None
        joint = _AND.match(self.folded, place)
        start = joint.end() if joint else place
        word = _WORD.match(self.folded, start)
        if (
            not word
            or _VERB.match(self.folded, start)
            or _FUNCTION.match(self.folded, start)
            or self._opens_unit(start)
        ):
            return None
        return word.end() if self._is_named(kind) else None

    def _completes(self, kind: str, place: int) -> bool:
        """Whether a word is the second syllable of a name begun with a capital: "Tiểu ban Nội dung"."""
        before = self.text[self.text.rfind(" ", 0, max(0, place - 1)) + 1 : place]
        return bool(
            _TAKES_SECTOR.match(kind.split(" ", 1)[0]) or _COMMITTEE.match(kind.split(" ", 1)[0])
        ) and (before[:1].isupper() and not before.isupper() and self.text[place - 1] == " ")

    def _is_named(self, kind: str) -> bool:
        return len(kind.split()) >= 2 and not self.shouted and kind not in _NEEDS_NAME

    def _elliptic(self, place: int, first: Mention) -> Mention | None:
        """A list member that leaves out its head: the second of "Sở Tài chính, Nội vụ"."""
        kind = self.folded[first.start : first.end]
        places = _PLACES.match(self.folded, place) or _GROUPED.match(self.folded, place)
        if places and first.is_group and self.text[place].islower():
            return Mention(place, self._enumerated(places.end()))
        if places and _PLACE_OF.search(kind) and _capital(self.text, places.end() + 1):
            return Mention(place, self._run(places.end()))
        sector = _SECTOR.match(self.folded, place)
        if sector and self.text[place].isupper() and re.match(r"(?:các\s+)?(?:sở|phòng|bộ|ban)\b", kind):
            return Mention(place, sector.end())
        capital = _capital(self.text, place)
        lists_places = re.search(r"\b(?:huyện|xã|phường|tỉnh|quận|thị trấn|trường)\b", kind)
        if capital and lists_places and not self.shouted and not _VERB.match(self.folded, place):
            return Mention(place, self._run(capital.end()))
        return None

    def _person(self, place: int) -> Mention | None:
        calling = _PERSON.match(self.folded, place)
        if not calling or self.shouted:
            return None
        capital = _capital(self.text, calling.end())
        if not capital:
            return None
        if self._opens_unit(calling.end()):
            return self._called_post(place, calling.end())
        end = self._run(capital.end())
        behind = _POST_BEHIND.match(self.folded, end)
        post = self.one_at(behind.end()) if behind else None
        holds = post is not None and post.is_post and not post.is_group
        return Mention(place, post.end if post and holds else end, is_post=True)

    def _called_post(self, place: int, start: int) -> Mention | None:
        """Somebody called by the post: "Thầy Phó Hiệu trưởng Đinh Văn Sơn"."""
        if _HEAD.match(self.folded, place):
            return None
        post = self.one_at(start)
        return Mention(place, post.end, is_post=True) if post and post.is_post else None

    def _capital_place(self, place: int) -> Mention | None:
        capital = _capital(self.text, place)
        if not capital or self.shouted or capital[0][0].isdigit():
            return None
        end = self._run(capital.end())
        return (
            Mention(place, end)
            if _VERB.match(self.folded, end + 1) or self.folded[end : end + 1] == ","
            else None
        )

    def _run(self, end: int) -> int:
        """The end of a run of capital words."""
        while self.text[end : end + 1] == " ":
            following = _capital(self.text, end + 1)
            if not following or following[0][0].isdigit():
                break
            end = following.end()
        return end


def _takes_words(kind: str) -> bool:
    first = kind.split()[:3]
    return any(_TAKES_WORDS.match(" ".join(first[:size])) for size in (1, 2, 3))


def unit_key(name: str) -> str:
    """A key that spellings of one unit share: case, tone placement, common abbreviations do not count."""
    key = folded(name)
    for pattern, full in _ABBREVIATIONS:
        key = pattern.sub(full, key)
    return re.sub(r"[\s\-–&,.]+", " ", key).strip()


_ABBREVIATIONS: Final = tuple(
    (re.compile(pattern), full)
    for pattern, full in (
        (r"\bgd\s*(?:&|và|-)?\s*đt\b", "giáo dục và đào tạo"),
        (r"\bubnd\b", "ủy ban nhân dân"),
        (r"\bhđnd\b", "hội đồng nhân dân"),
        (r"\btp\.?(?=\s)", "thành phố"),
        (r"\bmttq\b", "mặt trận tổ quốc"),
        (r"\bbgh\b", "ban giám hiệu"),
        (r"\bgvcn\b", "giáo viên chủ nhiệm"),
    )
)
