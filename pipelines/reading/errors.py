"""What can be wrong with a file that somebody sends: one tree of errors, each told to a person.

Every error names the file and the line, says what is wrong and how to mend it, in Korean and
English. Reading never fails with anything else: whatever stands in a file, it is either read,
reported as a finding (see `findings`), or refused with one of these.
"""

from __future__ import annotations


class ReadingError(Exception):
    """A file cannot be read as what it should be. `line` counts from 1; 0 is the whole file."""

    def __init__(
        self, file: str, line: int, what_ko: str, what_en: str, mend_ko: str, mend_en: str
    ) -> None:
        self.file = file
        self.line = line
        self.what_ko = what_ko
        self.what_en = what_en
        self.mend_ko = mend_ko
        self.mend_en = mend_en
        super().__init__(f"{file}:{line}: {what_ko} {mend_ko} / {what_en} {mend_en}")


class FileMissing(ReadingError):
    """A file that should be there is not."""

    def __init__(self, file: str) -> None:
        super().__init__(
            file,
            0,
            what_ko="파일이 없습니다.",
            what_en="The file is missing.",
            mend_ko="파일 이름과 위치를 확인하세요.",
            mend_en="Check the file's name and folder.",
        )


class EmptyFile(ReadingError):
    """Nothing is written in the file."""

    def __init__(self, file: str) -> None:
        super().__init__(
            file,
            0,
            what_ko="내용이 없는 파일입니다.",
            what_en="The file is empty.",
            mend_ko="저장이 끝난 파일을 다시 보내 주세요.",
            mend_en="Send the file again after saving it.",
        )


class OtherDocument(ReadingError):
    """The file is a document of another kind, or only a piece of one."""

    def __init__(self, file: str, line: int, *, lacks_ko: str, lacks_en: str) -> None:
        super().__init__(
            file,
            line,
            what_ko=f"주요업무보고 형식이 아닙니다. 없는 것: {lacks_ko}.",
            what_en=f"This is not a work report; it lacks {lacks_en}.",
            mend_ko="문서의 첫머리부터 온전히 담긴 주요업무보고인지 확인하세요.",
            mend_en="Check that it is a work report, complete from its first page.",
        )


class UnitMissing(ReadingError):
    """Numbers without a unit. A unit is never assumed."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__(
            file,
            line,
            what_ko="표의 단위가 적혀 있지 않습니다.",
            what_en="The table does not say its unit.",
            mend_ko="표 위에 '(단위 : 천원)'처럼 단위를 적어 주세요.",
            mend_en="Write the unit above the table, as in '(단위 : 천원)'.",
        )


class UnknownUnit(ReadingError):
    """A unit that is not in the vocabulary. It is never guessed."""

    def __init__(self, file: str, line: int, unit: str) -> None:
        self.unit = unit
        super().__init__(
            file,
            line,
            what_ko=f"모르는 단위입니다: {unit!r}.",
            what_en=f"Unknown unit: {unit!r}.",
            mend_ko="원, 천원, 백만원, 억원, 명처럼 정해진 단위로 고쳐 주세요.",
            mend_en="Use one of the known units, such as 원, 천원, 백만원, 억원, 명.",
        )


class UnsuitableUnit(ReadingError):
    """A known unit that this table cannot have, or more than one where one is needed."""

    def __init__(self, file: str, line: int, *, unit: str, wanted_ko: str, wanted_en: str) -> None:
        super().__init__(
            file,
            line,
            what_ko=f"이 표에 쓸 수 없는 단위입니다: {unit!r}. 필요한 단위: {wanted_ko}.",
            what_en=f"The unit {unit!r} does not fit this table, which needs {wanted_en}.",
            mend_ko="표의 단위를 확인하여 고쳐 주세요.",
            mend_en="Check the table's unit and correct it.",
        )


class UnreadableDate(ReadingError):
    """A date that is needed but does not say a day or month."""

    def __init__(self, file: str, line: int, text: str) -> None:
        super().__init__(
            file,
            line,
            what_ko=f"날짜를 읽을 수 없습니다: {text!r}.",
            what_en=f"Cannot read the date {text!r}.",
            mend_ko="'2020. 3. 31.'처럼 연, 월, 일을 적어 주세요.",
            mend_en="Write year, month and day, as in '2020. 3. 31.'.",
        )


class BadCarriedFigure(ReadingError):
    """A table of figures that ships with the project breaks its own rules."""

    def __init__(self, file: str, line: int, *, why_ko: str, why_en: str) -> None:
        super().__init__(
            file,
            line,
            what_ko=f"옮겨 담은 수치가 맞지 않습니다. {why_ko}",
            what_en=f"A carried figure is not right. {why_en}",
            mend_ko="원문과 대조하여 그 줄을 고치세요.",
            mend_en="Compare the line with the document and correct it.",
        )
