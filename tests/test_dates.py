"""Which strings are dates, and how evidence is compared."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import Config, lint_text
from lint.values.dates import parse, parse_dateline
from tests.conftest import GOOD

UTC_DATE = datetime(2021, 5, 3, 22, 54, 8, tzinfo=UTC)
NAIVE = datetime(2021, 5, 3, 22, 54, 8)  # noqa: DTZ001 - a dateline without a timezone
CONFIG = Config(schema="news-mirror", dialect="jekyll")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2021-05-03T22:54:08Z", UTC_DATE),
        ("2021-05-03 22:54:08 +0000", UTC_DATE),
        ("2021-05-04 06:54:08 +08:00", UTC_DATE),
        ("2021-5-3 22:54:08 UTC", UTC_DATE),
        ("2021/05/03 22:54:08", NAIVE),
        ("05/03/21", NAIVE.replace(hour=0, minute=0, second=0)),
        ("Mon, 03 May 2021 22:54:08 GMT", UTC_DATE),
        ("3 May 2021 22:54:08 +0000", UTC_DATE),
        ("2021-05-03 22:54:08.250 -99:00", UTC_DATE.replace(microsecond=250_000)),
    ],
)
def test_texts_that_builders_read(text: str, when: datetime) -> None:
    moment = parse(text)
    assert moment is not None
    assert moment.when == when


@pytest.mark.parametrize(
    "text",
    [
        "2021-13-01",
        "2021-05-03 25:00:00",
        "yesterday",
        "",
        "Mon, 99 May 2021 22:54:08 GMT",
        "2021-05-03 and more words than a date has, " * 4,
        "May 3",
        "2021年5月3日",
        7,
        True,
        None,
        ["2021-05-03", "2021-05-04"],
    ],
)
def test_what_nobody_reads(text: object) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 03 May 2021 22:54:08 GMT",
        "2021-05-03T22:54:08Z",
        "May 3, 2021 10:54:08 PM",
        "Monday, May 3rd, 2021 at 22:54:08",
        "3 May 2021, 22:54:08",
        "Mon May  3 22:54:08 2021",
        "2021年5月3日 22:54:08",
        "2021年5月3日（星期一）22時54分08",
        "2021년 5월 3일 22:54:08",
    ],
)
def test_datelines_of_many_feeds(text: str) -> None:
    moment = parse_dateline(text)
    assert moment is not None
    assert moment.when.replace(tzinfo=None) == NAIVE
    assert moment.precision == "second"


@pytest.mark.parametrize(
    "text",
    ["May 3, 2021 rain", "on 3 May 2021", "13 Foo 2021", "2021年13月3日", "x" * 99, "3", "Maybe 3, 2021"],
)
def test_lines_with_other_words_are_no_datelines(text: str) -> None:
    assert parse_dateline(text) is None


def test_noon_and_midnight() -> None:
    for text, hour in (("May 3, 2021 12:00 AM", 0), ("May 3, 2021 12:00 pm", 12)):
        moment = parse_dateline(text)
        assert moment is not None
        assert moment.when.hour == hour


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)), st.integers(-720, 840))  # noqa: DTZ001 - bounds have none
def test_every_timestamp_is_read_back(when: datetime, minutes: int) -> None:
    aware = when.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    moment = parse(aware.isoformat())
    assert moment is not None
    assert moment.when == aware


def test_a_date_of_yaml_is_a_day() -> None:
    moment = parse(date(2021, 5, 3))
    assert moment is not None
    assert (moment.precision, moment.zoned) == ("day", False)


def found(text: str, name: str = "2021-05-03-x.md", timezone_: str | None = None) -> list[str]:
    config = Config(schema="news-mirror", dialect="jekyll", timezone=timezone_, select=("DTE",))
    return [f"{finding.code} {finding.message}" for finding in lint_text(text, f"_posts/{name}", config)]


def dated(value: str) -> str:
    return GOOD.replace("2021-05-03T22:59:03.000Z", value)


@pytest.mark.parametrize(
    ("value", "name", "zone"),
    [
        ("2021-05-03T22:59:03Z", "2021-05-03-x.md", None),
        ("2021-05-03T22:59:03Z", "2021-05-04-x.md", "Asia/Shanghai"),
        ("2021-05-04T06:59:03+08:00", "2021-05-04-x.md", None),
        ("2021-05-04T06:59:03+08:00", "2021-05-03-x.md", None),
        ("2021-05-03", "2021-5-3-x.md", None),
    ],
)
def test_a_file_name_matches_in_any_of_three_timezones(value: str, name: str, zone: str | None) -> None:
    assert [each for each in found(dated(value), name, zone) if "DTE004" in each] == []


def test_a_file_name_with_an_invalid_date() -> None:
    (finding,) = found(GOOD, "2021-13-40-x.md")
    assert finding == "DTE004 the file name begins with 2021-13-40, which is not a date"


def test_an_epoch_mismatch_shows_the_difference() -> None:
    text = GOOD.replace("---\n<div>", "---\n<!--1620053943000-->\n<div>")
    assert found(text) == ["DTE005 the epoch comment is 2021-05-03T14:59:03Z, 8.0 h before `date`"]
    assert found(text.replace("2021-05-03T22:59:03.000Z", "2021-05-03T14:59:30Z")) == []
    assert found(text.replace("1620053943000", "9" * 19)) == [
        f"DTE005 the epoch comment {'9' * 19} is after the year 9999"
    ]
    assert (
        found(
            text.replace("1620053943000", "1620000003000").replace("2021-05-03T22:59:03.000Z", "2021-05-03")
        )
        == []
    )


def test_implausible_dates() -> None:
    assert found(dated("2999-01-01T00:00:00Z"), "2999-01-01-x.md") == [
        "DTE008 `date` is 2999-01-01T00:00:00Z, which is in the future"
    ]
    (before,) = found(dated("1970-01-01T00:00:00Z"), "1970-01-01-x.md")
    assert before.startswith("DTE008 ")


def test_extreme_years_do_not_overflow() -> None:
    for value in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        assert all("RUN001" not in each for each in found(dated(value), timezone_="Asia/Shanghai"))
