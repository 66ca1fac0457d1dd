import unicodedata

import pytest

from tinnhiem.engines.documents.reading.encodings import decoded, modern_letters
from tinnhiem.engines.documents.reading.errors import NotADocument

SENTENCE = "Phòng Giáo dục và Đào tạo tổ chức các lớp bồi dưỡng, được giao trong tháng."
TCVN3 = "Phßng Gi¸o dôc vµ §µo t¹o tæ chøc c¸c líp båi d\u00ad\u00ecng, ®\u00ad\u00eec giao trong th¸ng."
VNI = "Phoøng Giaùo duïc vaø Ñaøo taïo toå chöùc caùc lôùp boài döôõng, ñöôïc giao trong thaùng."

CP1258 = {
    letter: b"".join(part.encode("cp1258") for part in (base, tone))
    for letter, base, tone in (
        ("ầ", "â", "\u0300"),
        ("ờ", "ơ", "\u0300"),
        ("ủ", "u", "\u0309"),
        ("ã", "a", "\u0303"),
        ("à", "a", "\u0300"),
        ("ợ", "ơ", "\u0323"),
    )
}


class TestBytesOfNoText:
    @pytest.mark.parametrize(
        "data", [bytes(range(256)) * 20, b"\xff\xfe\x00", b"\x80\x81" * 900 + b"\x00\x01"]
    )
    def test_are_refused(self, data):
        with pytest.raises(NotADocument):
            decoded(data)


class TestBytesOfText:
    @pytest.mark.parametrize(
        ("data", "encoding"),
        [
            (SENTENCE.encode(), "utf-8"),
            (b"\xef\xbb\xbf" + SENTENCE.encode(), "utf-8"),
            (b"\xff\xfe" + SENTENCE.encode("utf-16-le"), "utf-16-le"),
            (SENTENCE.encode("utf-16-le"), "utf-16-le"),
            (SENTENCE.encode("utf-16-be"), "utf-16-be"),
            (VNI.encode("latin-1"), "vni"),
        ],
    )
    def test_give_the_sentence(self, data, encoding):
        assert (decoded(data).text, decoded(data).encoding) == (SENTENCE, encoding)

    def test_give_the_sentence_from_tcvn3(self):
        assert decoded(TCVN3.encode("latin-1")).text == SENTENCE

    def test_give_the_sentence_from_the_code_page_with_loose_tones(self):
        loose = "Các trường mầm non, của xã và được giao trong tháng."
        data = b"".join(CP1258.get(letter) or letter.encode("cp1258") for letter in loose)

        assert unicodedata.normalize("NFC", decoded(data).text) == loose

    def test_give_chinese_of_the_older_standard(self):
        assert decoded("各学校要在月底前完成工作,报教育局。".encode("gb18030")).encoding == "gb18030"

    def test_in_old_fonts_inside_a_word_file_become_letters(self):
        assert modern_letters(VNI) == SENTENCE

    def test_of_another_language_stay_as_they_are(self):
        assert (
            modern_letters("La décision a été prise à l'unanimité.")
            == "La décision a été prise à l'unanimité."
        )
