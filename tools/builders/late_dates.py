"""Late inputs of the kind `date`: other moments, in the forms that people and programs write."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from tools.builders.dates import DATES
from tools.builders.drawing import drawn, often, table, words

_MONTHS = words("January February March April May June July August September October November December")
_DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_FRENCH = words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
_SPANISH = words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
_GERMAN = words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
_PORTUGUESE = words(
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
)
# y, m, d, h, i, s: the numbers; b, B, a, A: names of month and day; o: the ordinal's letters.
_DAYS_WRITTEN = table("""
{y}-{m:02}-{d:02}
{y}-{m:02}-{d:02}
{y}-{m:02}-{d:02}
{y}-{m}-{d}
{y}-{m:02}-{d}
{y}/{m:02}/{d:02}
{y}/{m}/{d}
{y}.{m:02}.{d:02}
""")
_TIMES = table("""
{h:02}:{i:02}:{s:02}
{h:02}:{i:02}:{s:02}
{h:02}:{i:02}:{s:02}
{h:02}:{i:02}
{h:02}:{i:02}
{h}:{i:02}
{h}:{i:02}:{s:02}
{h:02}:{i:02}:{s:02}.{ms:03}
{h:02}:{i:02}:{s:02}.{us:06}
{h:02}:{i:02}:00
00:00:00
""")
_TWELVE_HOURS = table("""
{t:02}:{i:02} {p}
{t}:{i:02} {p}
{t}:{i:02}:{s:02} {p}
{t}:{i:02}{q}
{t:02}:{i:02}:{s:02}{p}
{t} {p}
{t}{q}
""")
_OFFSETS = [
    "",
    "",
    "",
    "",
    "Z",
    "Z",
    "+00:00",
    "+08:00",
    "+0900",
    "-07:00",
    "-04:00",
    "+05:45",
    "-03:30",
    "+01:00",
    "+13:00",
    "-0800",
    "+02",
]
_ZONES = [
    "",
    "",
    "",
    "",
    "",
    " +0000",
    " +0800",
    " +09:00",
    " -0700",
    " -0400",
    " +0530",
    " +01:00",
    " +1200",
    " -5",
    " UTC",
    " GMT",
    " PST",
    " CST",
    " MDT",
    " BST",
    " CEST",
    " IST",
    " KST",
    " AEST",
    " HKT",
    " Z",
    " GMT+2",
    " UTC-5",
    " UTC+1",
    " Europe/Berlin",
    " Asia/Shanghai",
    " (PDT)",
    " +0100 CET",
    "Z",
    "+09:00",
    "-0500",
]
_WRITTEN = table("""
{B} {d}, {y}
{b} {d}, {y}
{b} {d:02}, {y}
{b}. {d}, {y}
{B} {d}{o}, {y}
{d}{o} {B} {y}
{d}{o} of {B} {y}
{d} {B} {y}
{d:02} {B} {y}
{d} {b} {y}
{d} {b}, {y}
{d:02}-{b}-{y}
{d:02}/{b}/{y}
{b}-{d:02}-{y}
{d:02}{b}{y}
{y} {B} {d}
{y}-{b}-{d:02}
{A}, {B} {d}, {y}
{A}, {B} {d}{o}, {y}
{A}, {d} {B} {y}
{A} {d} {B} {y}
{a} {d} {b} {y}
{a}, {d:02} {b} {y}
{a} {b} {d} {y}
{B} {d} {y}
{B} {y}
{b} {y}
{B} {d}
{B} {d}, {h:02}:{i:02}
{y}, {B} {d}
""")
_NUMBERS = table("""
{m}/{d}/{y}
{m:02}/{d:02}/{y}
{d:02}/{m:02}/{y}
{d:02}.{m:02}.{y}
{d}.{m}.{y}
{d:02}-{m:02}-{y}
{d:02}-{m:02}-{y2:02}
{d}. {m}. {y}
{y}{m:02}{d:02}
{y}{m:02}{d:02}{h:02}{i:02}
{y}{m:02}{d:02}{h:02}{i:02}{s:02}
{y}{m:02}{d:02}T{h:02}{i:02}{s:02}Z
{y}{m:02}{d:02} {h:02}:{i:02}
{y}-{m:02}
{y}-{m}
{y}
{y2:02}/{m:02}/{d:02}
{y}-{m:02}-{d:02}-{h:02}{i:02}
{y}_{m:02}_{d:02}
{y} {m:02} {d:02}
""")
_PRINTED = table("""
{a}, {d:02} {b} {y} {h:02}:{i:02}:{s:02} GMT
{a}, {d:02} {b} {y} {h:02}:{i:02}:{s:02} -0700
{a}, {d} {b} {y} {h:02}:{i:02}:{s:02} +0200
{a}, {d:02} {b} {y} {h:02}:{i:02}:{s:02} PST
{a}, {d:02} {b} {y} {h:02}:{i:02} EDT
{d:02} {b} {y} {h:02}:{i:02}:{s:02} UTC
{A}, {d:02}-{b}-{y2:02} {h:02}:{i:02}:{s:02} UTC
{a} {b} {d:2} {h:02}:{i:02}:{s:02} {y}
{a} {b} {d} {h:02}:{i:02}:{s:02} {y} +0800
{a} {b} {d:2} {h:02}:{i:02}:{s:02} CEST {y}
{a} {b} {d:02} {y} {h:02}:{i:02}:{s:02} GMT+0900 (JST)
{a} {b} {d:02} {y} {h:02}:{i:02}:{s:02} GMT-0500 (Eastern Standard Time)
{a} {d} {b} {h:02}:{i:02}:{s:02} CET {y}
{y}-{m:02}-{d:02} {h:02}:{i:02}:{s:02}.{us:06}
{y}-{m:02}-{d:02}T{h:02}:{i:02}:{s:02}.{us:06}+00:00
{y}-{m:02}-{d:02} {h:02}:{i:02}:{s:02}.{ns:09} +0000 UTC
{y}-{m:02}-{d:02}T{h:02}:{i:02}:{s:02}+02:00[Europe/Paris]
{y}-{m:02}-{d:02}T{h:02}:{i:02}:{s:02}.{us:06}0Z
{m}/{d}/{y}, {t}:{i:02}:{s:02} {p}
{m}/{d}/{y} {t}:{i:02} {p}
{d:02}/{m:02}/{y} {h:02}:{i:02}:{s:02}
{d:02}/{b}/{y}:{h:02}:{i:02}:{s:02} +0000
{d:02}.{m:02}.{y} {h:02}:{i:02}
{B} {d}, {y} {t}:{i:02} {p}
{B} {d}, {y} {h:02}:{i:02}:{s:02}
{B} {d}, {y} at {t}:{i:02} {p}
{B} {d}, {y}, {t}:{i:02} {p}
{b} {d}, {y} {t}:{i:02} {p} PST
{b} {d}, {y} {h:02}:{i:02}
{d} {B} {y} at {h:02}:{i:02}
{d} {b} {y}, {h:02}:{i:02}
{d} {B} {y} {t}:{i:02}{q}
{A}, {B} {d}, {y} {t}:{i:02}:{s:02} {p}
{A}, {B} {d}, {y} at {t}:{i:02} {p}
""")
_LANGUAGES = table("""
{y}年{m}月{d}日
{y}年{m:02}月{d:02}日
{y}年{m:02}月{d:02}日 {h:02}:{i:02}
{y}年{m}月{d}日 {h}点{i:02}分
{y}年{m}月{d}日 {h:02}時{i:02}分{s:02}秒
{y}年{m}月{d}日 星期三
{y} 年 {m} 月 {d} 日
{y}-{m:02}-{d:02} 星期五 {h:02}:{i:02}
{y}-{m:02}-{d:02} 下午{t}:{i:02}
{y}/{m:02}/{d:02}(金)
{y}/{m}/{d} 午後{t}:{i:02}
{y}년 {m}월 {d}일
{y}년 {m:02}월 {d:02}일 {h:02}:{i:02}
{y}. {m}. {d}.
{y}. {m}. {d}. 오후 {t}:{i:02}:{s:02}
{d} {french} {y}
{d} {french} {y} à {h}h{i:02}
le {d} {french} {y}
{d} de {spanish} de {y}
{spanish} {d}, {y}
{d}. {german} {y}
{d}. {german} {y}, {h:02}:{i:02} Uhr
{d} de {portuguese} de {y}
""")
_ODD = table("""
{n}
{n}
{n}000
{n}.{ms:03}
-{n}
@{n}
{y}-W{d:02}
{y}-W{d:02}-{w}
{y}-{long:03}
<{y}-{m:02}-{d:02} {a}>
[{y}-{m:02}-{d:02} {a} {h:02}:{i:02}]
[{y}-{m:02}-{d:02}]
[[{y}-{m:02}-{d:02}]]
({y}-{m:02}-{d:02})
{y}-{m:02}-{d:02}.
{y}-{m:02}-{d:02};
{y}-{m:02}-{d:02} 30:{i:02}
{y}-{m:02}-{d:02} {h:02}:{i:02}:{s:02} (edited)
{y}-{m:02}-{d:02} - {y}-{m:02}-30
{y}-{m:02}-{d:02} {h:02}h{i:02}
{y}-{m:02}-{d:02} {h:02}.{i:02}
{y}-{m:02}-{d:02}, {h:02}:{i:02}
{y}-{m:02}-{d:02} @ {h:02}:{i:02}
{y}-{m:02}-{d:02} - {h:02}:{i:02}
{y}-{m:02}-{d:02}_{h:02}-{i:02}
{y}-{m:02}-{d:02} {a}
{a} {y}-{m:02}-{d:02}
{a}, {y}-{m:02}-{d:02} {h:02}:{i:02}
{y}-{m:02}-{d:02} 24:00:00
{y}-{m:02}-{d:02}T{h:02}:{i:02}:60Z
{y}-{m:02}-{d:02} {h:02}:{i:02}:75
{y}-{d:02}-{m:02}
{y}-02-30 {h:02}:{i:02}
{y}-02-31
{y}-11-31
{y}-06-31T{h:02}:{i:02}:{s:02}Z
{y}-00-{d:02}
{y}-{m:02}-00
{y}-14-{d:02}
{y}-{m:02}-{d:02}T{h:02}:{i:02}:{s:02}Z+00:00
{y}-{m:02}-{d:02} {h:02}:{i:02}:{s:02} +0860
{y}-{m:02}-{d:02} {h:02}:{i:02}:{s:02} America/Chicago
{y}–{m:02}–{d:02}
{y}-{m:02}-xx
{y}-??-??
before {y}
about {B} {y}
early {y}
Summer {y}
{y}-Q{w}
{y}-{m:02}-{d:02} ({y2:02})
Published {B} {d}, {y}
Updated: {y}-{m:02}-{d:02}
{{{{ page.date }}}}
{{year: {y}, month: {m}}}
last {A}
{d} days ago
{A}
!!timestamp {y}-{m:02}-{d:02}T{h:02}:{i:02}:{s:02}Z
!!str {y}-{m}-{d}
00{y2:02}-{m:02}-{d:02}
18{y2:02}-{m:02}-{d:02}
29{y2:02}-{m:02}-{d:02} {h:02}:{i:02}
""")


def _filled(chance: Random, template: str) -> str:
    when = datetime(  # noqa: DTZ001  the zone is in the text, or not
        # The current year is left out: what is filled in from the day of the build would look like it.
        chance.choice([chance.randrange(1997, 2026), chance.randrange(2008, 2025)]),
        chance.randrange(1, 13),
        chance.randrange(1, 29) if often(chance, 85) else 28,
        chance.randrange(24),
        chance.randrange(60),
        chance.randrange(60),
    )
    day = 30 + (when.month in {1, 3, 5, 7, 8, 10, 12}) if often(chance, 8) and when.month != 2 else when.day  # noqa: PLR2004
    when = when.replace(day=day)
    ordinal = "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    month, name = _MONTHS[when.month - 1], _DAYS[when.weekday()]
    return template.format(
        y=when.year,
        y2=when.year % 100,
        m=when.month,
        d=day,
        h=when.hour,
        i=when.minute,
        s=when.second,
        t=when.hour % 12 or 12,
        p="AM" if when.hour < 12 else "PM",  # noqa: PLR2004
        q="am" if when.hour < 12 else "pm",  # noqa: PLR2004
        ms=chance.randrange(1000),
        us=chance.randrange(10**6),
        ns=chance.randrange(10**9),
        b=month[:3],
        B=month,
        a=name[:3],
        A=name,
        o=ordinal,
        n=946684800 + chance.randrange(800_000_000),
        w=chance.randrange(1, 5),
        long=chance.randrange(1, 366),
        french=_FRENCH[when.month - 1],
        spanish=_SPANISH[when.month - 1],
        german=_GERMAN[when.month - 1],
        portuguese=_PORTUGUESE[when.month - 1],
    )


def _iso(chance: Random) -> str:
    zones = _OFFSETS if often(chance, 70) else _ZONES
    between = "t" if often(chance, 4) else "T"
    return f"{{y}}-{{m:02}}-{{d:02}}{between}" + chance.choice(_TIMES) + chance.choice(zones)


def _spaced(chance: Random) -> str:
    day = chance.choice(_DAYS_WRITTEN)
    if often(chance, 20):
        return day + (chance.choice(_ZONES) if often(chance, 25) else "")
    if often(chance, 15):
        return f"{day} {chance.choice(_TWELVE_HOURS)}" + (chance.choice(_ZONES) if often(chance, 15) else "")
    return day + ("  " if often(chance, 6) else " ") + chance.choice(_TIMES) + chance.choice(_ZONES)


def _one_of(*tables: list[str]) -> Callable[[Random], str]:
    return lambda chance: chance.choice(chance.choice(tables))


_FORMS = (
    [_iso] * 3 + [_spaced] * 6 + [_one_of(_WRITTEN)] * 3 + [_one_of(_NUMBERS)] * 2 + [_one_of(_PRINTED)] * 3
)
_FORMS += [_one_of(_LANGUAGES), _one_of(_ODD), _one_of(_ODD), _one_of(_ODD)]


def _date(chance: Random) -> str:
    text = _filled(chance, chance.choice(_FORMS)(chance))
    if often(chance, 5):
        text = chance.choice([text.lower(), text.upper()])
    quote = chance.choice(["", "", "", "", "", '"', '"', "'"])
    if not quote and often(chance, 6):
        text += chance.choice([" # posted late", "  # draft", " #", "  "])
    if quote and often(chance, 8):
        text = chance.choice([f" {text}", f"{text} "])
    return f"{quote}{text}{quote}"


LATE_DATES = drawn(200, _date, DATES)
