import pytest

from tests.domain.directives.documents import labelled
from tinnhiem.domain.directives.extraction import extract
from tinnhiem.engines.documents.reading.document import read_text


def fields(name: str, *wanted: str) -> dict[str, str]:
    found = extract(read_text(labelled(name).text)).head.fields
    return {field: found[field].value for field in wanted if field in found}


def values(name: str, field: str) -> list[str]:
    return [finding.value for finding in extract(read_text(labelled(name).text)).head.lists.get(field, ())]


class TestTheHeadOfAnOfficialDocument:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            (
                "notice_district_conclusion",
                {
                    "type": "thong_bao_ket_luan",
                    "number": "87/TB-VP",
                    "place": "Lâm Hà",
                    "date": "2022-05-12",
                    "issuer": "VĂN PHÒNG HĐND VÀ UBND",
                    "authority": "TL",
                    "signer": "Phạm Thị Hạnh",
                    "signer_title": "CHÁNH VĂN PHÒNG",
                },
            ),
            (
                "notice_named_items",
                {
                    "type": "thong_bao_ket_luan",
                    "number": "45/TB-UBND",
                    "date": "2025-09-03",
                    "issuer": "ỦY BAN NHÂN DÂN XÃ TÂN LẬP",
                    "authority": "TM",
                    "signer": "Lò Thị Duyên",
                    "signer_title": "PHÓ CHỦ TỊCH",
                },
            ),
            (
                "plan_with_table",
                {
                    "type": "ke_hoach",
                    "number": "12/KH-THLL",
                    "date": "2023-01-05",
                    "issuer": "TRƯỜNG TIỂU HỌC LÊ LỢI",
                },
            ),
            (
                "letter_department",
                {
                    "type": "cong_van",
                    "number": "1520/SGDĐT-TCCB",
                    "issuer": "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
                    "title": "V/v rà soát đội ngũ cán bộ quản lý các trường trực thuộc",
                },
            ),
            (
                "party_conclusion",
                {"type": "ket_luan", "number": "132-KL/HU", "date": "2020-08-20", "authority": "TM"},
            ),
            ("minutes_commune", {"type": "bien_ban", "date": "2025-11-05", "signer": "Hoàng Đức Anh"}),
        ],
    )
    def test_is_read_field_by_field(self, name, expected):
        assert fields(name, *expected) == expected

    def test_gives_the_chain_on_whose_behalf_it_is_signed(self):
        assert values("notice_named_items", "authority_chain") == ["TM", "KT"]

    def test_lists_addressees_and_recipients(self):
        assert values("letter_department", "addressees") == [
            "Trưởng phòng Giáo dục và Đào tạo các huyện, thành phố",
            "Thủ trưởng các đơn vị trực thuộc",
        ]
        assert values("letter_department", "recipients") == [
            "Như trên",
            "Giám đốc, các PGĐ Sở",
            "Lưu: VT, TCCB",
        ]

    def test_cites_the_documents_it_rests_on(self):
        assert values("letter_department", "legal_bases") == ["Công văn số 812/UBND-NC"]

    def test_leaves_a_missing_number_and_day_missing(self):
        text = "Số: /TB-UBND\nĐình Lâm, ngày tháng 3 năm 2020\nTHÔNG BÁO\nKết luận của Chủ tịch UBND huyện\nI. Nội dung"

        found = extract(read_text(text)).head.fields

        assert (found["number"].value, found["date"].value) == ("/TB-UBND", "2020-03")

    def test_reads_a_signature_that_a_cell_holds_on_one_line(self):
        text = "KẾ HOẠCH\nTổ chức tuần lễ\nI. Nội dung\nNơi nhận: - Sở GDĐT; - Lưu: VT. | KT. HIỆU TRƯỞNG PHÓ HIỆU TRƯỞNG Nguyễn Minh"

        found = extract(read_text(text)).head.fields

        assert [found[name].value for name in ("authority", "signer_title", "signer")] == [
            "KT",
            "PHÓ HIỆU TRƯỞNG",
            "Nguyễn Minh",
        ]


class TestTheHeadOfANewsPage:
    def test_is_headline_day_and_author(self):
        assert fields("news_chairman_orders", "type", "title", "date", "author") == {
            "type": "tin_tuc",
            "title": "Chủ tịch thành phố yêu cầu làm rõ vụ học sinh ngộ độc",
            "date": "2018-10-12",
            "author": "Thu Trang",
        }


class TestTheHeadOfAChineseNotice:
    def test_is_number_issuer_title_and_day(self):
        assert fields("zh_task_split", "type", "number", "issuer", "title", "date") == {
            "type": "notice",
            "number": "东教发〔2022〕18号",
            "issuer": "东湖区教育局",
            "title": "东湖区教育局关于印发《2022年中小学校长队伍建设工作要点》的通知",
            "date": "2022-03-08",
        }

    def test_joins_the_organ_above_to_a_title_that_begins_with_its_subject(self):
        assert (
            fields("zh_supervision", "title")["title"]
            == "城北县人民政府督查室 关于进一步做好学校食堂安全整改工作的通知"
        )


class TestFigures:
    def test_are_numbers_with_what_they_count(self):
        text = "Tin vắn\nHọc kỳ I có 49 học sinh đạt giải, gần 1.250 em đến lớp, còn 52 học sinh bỏ học; đạt 98,5%."

        found = [(figure.value, figure.is_approximate) for figure in extract(read_text(text)).figures]

        assert found == [(49, False), (1250, True), (52, False), (98.5, False)]

    @pytest.mark.parametrize(
        "words",
        ["Thông tư số 28/2020/TT-BGDĐT", "ngày 15/4/2021", "học sinh lớp 12 của trường", "Điều 5 của Luật"],
    )
    def test_are_not_dates_numbers_of_documents_classes_or_articles(self, words):
        assert extract(read_text(words)).figures == ()


class TestPeopleAndEvents:
    def test_are_named_with_post_and_day(self):
        found = extract(read_text(labelled("notice_district_conclusion").text))

        assert ("Trần Văn Lợi", "Phó Chủ tịch UBND huyện") in [(one.name, one.post) for one in found.people]
        assert ("cuoc_hop", "2022-05-10") in [(one.kind, one.on) for one in found.events]
