"""What happens in the demo's year, as tables: the schools, their leaders' terms, their ballots, the days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tinnhiem.cli.demo.cases import AT_ONE_HALF, NOT_REAPPOINTED, REAPPOINTED, Ending
from tinnhiem.cli.demo.conference import Ballot
from tinnhiem.cli.demo.roster import Roster

BEGINS: Final = date(2026, 1, 12)
PERIOD: Final = (date(2026, 1, 1), date(2027, 1, 1))
MEETINGS: Final = (date(2026, 3, 9), date(2026, 3, 27))
INVITED: Final = date(2026, 2, 25)
SUMMONED: Final = date(2026, 3, 2)
POSTPONED_BY: Final = timedelta(days=7)
POSTPONED_BECAUSE: Final = "Trường tổ chức kiểm tra giữa học kỳ II"
REPEATED_ON: Final = date(2026, 3, 31)
CASES: Final = date(2026, 4, 6)
REPORT_DUE: Final = date(2026, 3, 6)
"""By when a leader without a conference hands in the report."""
ROOM: Final = "Phòng hội đồng"


@dataclass(frozen=True)
class Scene:
    """What happens at one school: whose term ends when, how many work there, how the ballot goes and ends."""

    school: str
    ends_on: date
    staff: int
    ballot: Ballot
    post: str = "principal"
    ending: Ending = REAPPOINTED


SCENES: Final = (
    Scene("hoa-ban", date(2026, 6, 15), 39, Ballot(absent=3, agree=33, invalid=2)),
    Scene("suoi-trong", date(2026, 5, 25), 22, Ballot(absent=1, agree=12), ending=AT_ONE_HALF),
    Scene("doi-thong", date(2026, 6, 1), 26, Ballot(absent=0, agree=25, invalid=1)),
    Scene("khe-buoi", date(2026, 7, 10), 24, Ballot(absent=2, agree=20), post="vice_principal"),
    Scene("coc-lung", date(2026, 7, 2), 19, Ballot(absent=1, agree=17)),
    Scene("van-tri", date(2026, 8, 1), 31, Ballot(absent=4, agree=24, invalid=1)),
    Scene("sao-mai", date(2026, 6, 20), 24, Ballot(absent=0, agree=24)),
    Scene("hoa-sim", date(2026, 5, 28), 17, Ballot(absent=1, agree=16)),
    Scene("nang-hong", date(2026, 6, 28), 20, Ballot(absent=2, agree=18, invalid=1)),
    Scene("son-ca", date(2026, 7, 18), 15, Ballot(absent=0, agree=15), post="vice_principal"),
    Scene("mang-non", date(2026, 8, 12), 21, Ballot(absent=1, agree=19)),
    Scene("binh-minh", date(2026, 6, 8), 34, Ballot(absent=3, agree=28, invalid=2)),
    Scene("nui-voi", date(2026, 5, 30), 23, Ballot(absent=1, agree=10, invalid=1), ending=NOT_REAPPOINTED),
    Scene("dai-ngan", date(2026, 7, 5), 28, Ballot(absent=2, agree=26)),
    Scene("suoi-bac", date(2026, 8, 20), 25, Ballot(absent=1, agree=22, invalid=1), post="vice_principal"),
)
WITHOUT_QUORUM: Final = ("coc-lung", 9)
"""The school whose conference is adjourned and held again, and how many are away the first time."""
POSTPONED: Final = "dai-ngan"
EXTENDED: Final = "pac-hin"
TAKEN_OUT: Final[Mapping[str, tuple[str, str, str]]] = {
    "lung-ca": ("vice_principal", "maternity", "Công văn số 08/CV-LC"),
    "thach-khe": ("vice_principal", "abroad_three_months", "Quyết định số 52/QĐ-UBND"),
}
"""Who is taken out of the campaign at a school: the post, the ground and the paper it rests on."""
_OTHERS: Final[Mapping[str, Sequence[date]]] = {
    EXTENDED: (date(2026, 6, 5), date(2028, 2, 1)),
    "lung-ca": (date(2028, 9, 1), date(2026, 7, 20)),
    "thach-khe": (date(2027, 11, 1), date(2026, 8, 5)),
}
_OTHER_TERM: Final = timedelta(days=790)
"""How much later the term of the other leader of a school ends."""


def roster() -> Roster:
    """The registers as the year finds them."""
    ends = {}
    for scene in SCENES:
        pair = (scene.ends_on, scene.ends_on + _OTHER_TERM)
        ends[scene.school] = pair if scene.post == "principal" else pair[::-1]
    return Roster(
        on=BEGINS,
        staff={scene.school: scene.staff for scene in SCENES},
        ends={**ends, **_OTHERS},
        retiring=EXTENDED,
    )
