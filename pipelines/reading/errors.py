"""What can be wrong with a file that somebody sends: one tree of errors, each told to a person.

Every error names the file and the line, says what is wrong and how to mend it, in Korean and
English. Reading never fails with anything else: whatever stands in a file, it is either read,
reported as a finding (see `findings`), or refused with one of these.
"""

from __future__ import annotations


class ReadingError(Exception):
    """A file cannot be read as what it should be. `line` counts from 1; 0 is the whole file.

    `rule` is the id under which a report lists it.
    """

    rule = "F01"

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

    rule = "F03"

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

    rule = "F03"

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

    rule = "F03"

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


class UnreadableText(ReadingError):
    """Bytes in no encoding that we read. They are never patched up."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__(
            file,
            line,
            what_ko="글자 부호화를 읽을 수 없습니다.",
            what_en="The text encoding cannot be read.",
            mend_ko="UTF-8 또는 CP949로 저장해 다시 보내 주세요.",
            mend_en="Save it as UTF-8 or CP949 and send it again.",
        )


class OtherFileKind(ReadingError):
    """A file that is neither a table of text nor a workbook, whatever its name says."""

    def __init__(self, file: str, kind: str) -> None:
        self.kind = kind
        super().__init__(
            file,
            0,
            what_ko=f"표 파일이 아닙니다({kind} 형식).",
            what_en=f"This is not a table but a file of kind {kind}.",
            mend_ko="엑셀에서 열어 '다른 이름으로 저장 > 엑셀 통합 문서(.xlsx)'로 저장해 주세요.",
            mend_en="Open it in a spreadsheet program and save it as a workbook (.xlsx).",
        )


class TooLarge(ReadingError):
    """More bytes than any table of ours has, packed or unpacked."""

    def __init__(self, file: str, size: int) -> None:
        super().__init__(
            file,
            0,
            what_ko=f"파일이 너무 큽니다(풀었을 때 {size / 2**20:,.0f} MiB 이상).",
            what_en=f"The file is too large ({size / 2**20:,.0f} MiB or more when unpacked).",
            mend_ko="연도나 지표별로 나누어 보내 주세요.",
            mend_en="Split it by year or indicator.",
        )


class BrokenQuotes(ReadingError):
    """A quotation mark that is not closed; reading on would swallow rows."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__(
            file,
            line,
            what_ko=f'{line}행에서 따옴표(")가 닫히지 않았거나 잘못 쓰였습니다.',
            what_en=f"Line {line}: a quotation mark is not closed or stands in the wrong place.",
            mend_ko="그 줄의 따옴표를 지우거나 짝을 맞추어 주세요. 엑셀(.xlsx)로 보내도 됩니다.",
            mend_en="Remove or close the quotation mark on that line, or send a workbook (.xlsx).",
        )


class DamagedWorkbook(ReadingError):
    """A workbook that was cut off or damaged on its way."""

    def __init__(self, file: str) -> None:
        super().__init__(
            file,
            0,
            what_ko="손상되었거나 일부만 전송된 엑셀 파일입니다.",
            what_en="The workbook is damaged or was cut off.",
            mend_ko="엑셀에서 열리는지 확인하고, 다시 저장하여 보내 주세요.",
            mend_en="Check that it opens in a spreadsheet program, save it again and resend it.",
        )


class PasswordProtected(ReadingError):
    """A workbook that opens only with a password, or an encrypted document (DRM)."""

    def __init__(self, file: str) -> None:
        super().__init__(
            file,
            0,
            what_ko="암호 또는 문서보안(DRM)이 걸린 파일입니다.",
            what_en="The file is protected by a password or by document encryption.",
            mend_ko="암호와 문서보안을 풀고 저장하여 다시 보내 주세요.",
            mend_en="Remove the protection, save the file and send it again.",
        )


class UnknownLayout(ReadingError):
    """A sheet that is none of the layouts that we read."""

    rule = "F02"

    def __init__(self, file: str, line: int, *, why_ko: str, why_en: str) -> None:
        super().__init__(
            file,
            line,
            what_ko=f"표의 배치를 알 수 없습니다. {why_ko}",
            what_en=f"The layout of the table is not known. {why_en}",
            mend_ko="'sdg template observations' 서식에 옮겨 적거나 --as 로 배치를 알려 주세요.",
            mend_en="Use the form of 'sdg template observations', or name the layout with --as.",
        )


class ColumnsMissing(ReadingError):
    """A known layout without a column that it cannot do without."""

    rule = "F02"

    def __init__(self, file: str, line: int, names: str, hint: str = "") -> None:
        self.names = names
        near = f" 비슷한 이름의 열: {hint}." if hint else ""
        near_en = f" Similar columns: {hint}." if hint else ""
        super().__init__(
            file,
            line,
            what_ko=f"필수 열이 없습니다: {names}.{near}",
            what_en=f"Required columns are missing: {names}.{near_en}",
            mend_ko="머리글 줄의 열 이름을 서식과 같게 고쳐 주세요.",
            mend_en="Name the columns as in the form.",
        )


class ColumnsRepeated(ReadingError):
    """Two columns with one meaning; choosing one would be a guess."""

    rule = "F02"

    def __init__(self, file: str, line: int, names: str) -> None:
        super().__init__(
            file,
            line,
            what_ko=f"같은 뜻의 열이 둘 이상입니다: {names}.",
            what_en=f"Several columns mean the same: {names}.",
            mend_ko="하나만 남기고 지워 주세요.",
            mend_en="Keep one of them.",
        )


class NoRows(ReadingError):
    """A header and nothing under it."""

    rule = "F02"

    def __init__(self, file: str, line: int) -> None:
        super().__init__(
            file,
            line,
            what_ko="머리글만 있고 자료 행이 없습니다.",
            what_en="There is a header but no row of data.",
            mend_ko="자료를 채워 다시 보내 주세요.",
            mend_en="Fill in the rows and send it again.",
        )
