"""Administrative units of two eras: communes within districts, then under the province, and who took over.

The tables are data of a pack: rows of text, given by the caller.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tinnhiem.common.text import fold

Table = Sequence[Sequence[str]]
"""A table as its file holds it: rows of fields."""


class Era(StrEnum):
    """Before two-tier local government, or since."""

    BEFORE = "before"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Area:
    """A commune (xã, phường, thị trấn, đặc khu) of one era; since two-tier government without a district.

    ``earlier`` holds the names it had, or of communes merged into it, without marks and blanks.
    """

    era: Era
    code: str
    name: str
    district: str
    district_code: str
    province: str
    province_code: str
    earlier: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The commune with what it lies in, as an address names it."""
        return ", ".join(part for part in (self.name, self.district, self.province) if part)


@dataclass(frozen=True)
class Areas:
    """The communes of both eras by code, and the codes of the successors of each former one."""

    two_tier_from: date
    now: Mapping[str, Area]
    before: Mapping[str, Area]
    successions: Mapping[str, tuple[str, ...]]

    def era_on(self, on: date) -> Era:
        """The era of a day."""
        return Era.NOW if on >= self.two_tier_from else Era.BEFORE

    def of(self, era: Era) -> Mapping[str, Area]:
        """The communes of an era by code."""
        return self.now if era is Era.NOW else self.before

    def find(self, code: str, *, on: date) -> Area | None:
        """The commune of a code on a day; the same code may name another area in the other era."""
        return self.of(self.era_on(on)).get(code)

    def successors(self, code: str) -> tuple[Area, ...]:
        """The communes that took over from a former one, the one with most of it first."""
        return tuple(self.now[new] for new in self.successions.get(code, ()))

    def predecessors(self, code: str) -> tuple[Area, ...]:
        """The former communes of which one in force took over a part or the whole."""
        return tuple(self.before[old] for old in self._by_successor().get(code, ()))

    def successors_of_district(self, code: str) -> tuple[Area, ...]:
        """The communes that took over from the communes of a former district."""
        inside = (area.code for area in self.before.values() if area.district_code == code)
        return tuple(dict.fromkeys(new for old in inside for new in self.successors(old)))

    def search(self, words: str, *, era: Era, most: int) -> tuple[Area, ...]:
        """The communes of an era whose address, or code, has all the words; those of that very name first."""
        asked = _words(words)
        if not asked:
            return ()
        first, _, rest = words.partition(",")
        found = [
            area
            for area in self.of(era).values()
            if _answers(area, asked) or (_key(first) in area.earlier and _answers(area, _words(rest)))
        ]
        return tuple(sorted(found, key=lambda area: (_rank(area, fold(words)), area.code))[:most])

    def _by_successor(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for old, news in self.successions.items():
            for new in news:
                found[new].append(old)
        return found


def read_areas(tables: Mapping[str, Table], *, two_tier_from: date) -> Areas:
    """The areas of the tables ``provinces``, ``communes``, ``districts``, ``former`` and ``successions``."""
    provinces = {(era, code): name for era, code, name in tables["provinces"]}
    districts = {code: (name, province) for code, name, province in tables["districts"]}
    now = {
        code: Area(Era.NOW, code, name, "", "", provinces[Era.NOW, province], province)
        for code, name, province in tables["communes"]
    }
    before = {}
    for code, name, district_code, earlier in tables["former"]:
        district, province = districts[district_code]
        before[code] = Area(
            era=Era.BEFORE,
            code=code,
            name=name,
            district=district,
            district_code=district_code,
            province=provinces[Era.BEFORE, province],
            province_code=province,
            earlier=tuple(earlier.split()),
        )
    successions = {old: tuple(news.split()) for old, news in tables["successions"]}
    return Areas(two_tier_from, now, before, successions)


def _answers(area: Area, asked: Sequence[str]) -> bool:
    words = _words(f"{area.code} {area.words}")
    return all(any(word.startswith(one) for word in words) for one in asked)


def _words(text: str) -> list[str]:
    return fold(text).replace(",", " ").split()


def _key(name: str) -> str:
    return fold(name).replace(" ", "")


def _rank(area: Area, asked: str) -> int:
    """0 for the very commune of that name, 1 for its name among others, 2 for the rest."""
    name = fold(area.name)
    bare = name.split(" ", 1)[-1] if not name.startswith("thi tran") else name.removeprefix("thi tran ")
    if asked in (name, bare, area.code) or asked.startswith((f"{name},", f"{bare},")):
        return 0
    return 1 if asked.split(",")[0] in name else 2
