"""Operators and functions of the calculator, one row each."""

import re
from datetime import UTC, datetime

import pytest

from simulator.workflow import dates
from simulator.workflow.calculator import Calculator, NotACalculation
from simulator.workflow.calculator_functions import FUNCTIONS
from simulator.workflow.php_date import php_date
from simulator.workflow.values import to_text

FIELDS = {"Empty": None, "List": ["a", "b", "c"], "Phones": {"n1": {"VALUE": "+1"}, "n2": {"VALUE": "+2"}}, "Two": "2"}


class Portal:
    def now(self):
        return datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

    def document_url(self):
        return "/deal/5/"


def calculate(formula):
    return Calculator(lambda reference: FIELDS.get(reference.field), Portal()).calculate(formula)


TABLE = [
    ("1+2*3", 7),
    ("(1+2)*3", 9),
    ("7-2-1", 4),
    ("8/2/2", 2),
    ("1/4", 0.25),
    ("2^3^2", 64),
    ("-2^2", 4),
    ("--1", 1),
    ("200*10%", 20.0),
    ("5%", 0.05),
    ('"a" & "b" & 1', "ab1"),
    ("'it''", None),
    ("1 & 2+3", "15"),
    ('"2" + "3 apples"', 5),
    ("{=D:Two}*3", 6),
    ("{=D:Empty}+1", 1),
    ("1=1", True),
    ("1<>1", False),
    ('"1500.00" > "1000"', True),
    ('"abc" > "abd"', False),
    ('{=D:Empty}<>""', False),
    ("2<=2", True),
    ("3>=4", False),
    ("1<2", True),
    ("abs(-5)", 5),
    ('intval("7.9x")', 7),
    ('floatval("1.5x")', 1.5),
    ("min(3, 1, 2)", 1),
    ("max({=D:Two}, 1)", 2),
    ("rand(3, 3)", 3),
    ("round(2.5)", 3.0),
    ("round(1.005, 2)", 1.01),
    ("round(-2.5)", -3.0),
    ("ceil(1.1)", 2),
    ("floor(-1.1)", -2),
    ("numberformat(1234567.891, 2)", "1,234,567.89"),
    ('numberformat(1234567.891, 2, ",", " ")', "1 234 567,89"),
    ("numberformat(1234.5)", "1,235"),
    ('substr("abcdef", 1, 2)', "bc"),
    ('substr("abcdef", -2)', "ef"),
    ('substr("abcdef", 0, -1)', "abcde"),
    ('strpos("abc", "c")', 2),
    ('strpos("abc", "x")', False),
    ('strlen("äb")', 2),
    ("strlen(randstring(12))", 12),
    ('strtolower("ÄB")', "äb"),
    ('strtoupper("äb")', "ÄB"),
    ('ucwords("two words")', "Two Words"),
    ('ucfirst("word")', "Word"),
    ('trim("  a ")', "a"),
    ('urlencode("a b&c")', "a+b%26c"),
    ('jsonval(\'{"a": {"b": [1, 2]}}\', "a.b.1")', 2),
    ('jsonval("no json", "a")', None),
    ('implode("-", {=D:List})', "a-b-c"),
    ('explode(",", "a,b")', ["a", "b"]),
    ("merge({=D:List}, 1)", ["a", "b", "c", 1]),
    ('strlen(implode("", shuffle({=D:List})))', 3),
    ("firstvalue({=D:Phones})", "+1"),
    ("firstvalue({=D:List})", "a"),
    ('firstvalue(swirl(explode("/", "Pipeline/Stage")))', "Stage"),
    ('date("Y-m-d H:i")', "2026-11-20 10:00"),
    ('date("D, d M y", "01.02.2027")', "Mon, 01 Feb 27"),
    ('locdate("F j", "01.02.2027")', "February 1"),
    ('dateadd("11/20/2026 10:00:00 am", "1d2h3i4s")', "11/21/2026 12:03:04 pm"),
    ('dateadd("31.01.2026", "1m")', "03/03/2026 12:00:00 am"),
    ('dateadd("20.11.2026", "-1y2month")', "09/20/2025 12:00:00 am"),
    ('dateadd("20.11.2026", "2w")', "11/20/2026 12:00:00 am"),
    ('dateadd("20.11.2026", "90min")', "11/20/2026 01:30:00 am"),
    ('dateadd("", "1d")', None),
    ('datediff("20.11.2026", "25.12.2026", "%a")', "35"),
    ('datediff("25.12.2026", "20.11.2026", "%R%m months %d days")', "-1 months 5 days"),
    ('addworkdays("20.11.2026 10:00:00", 3)', "11/25/2026 10:00:00 am"),
    ('addworkdays("23.11.2026", -1)', "11/20/2026 12:00:00 am"),
    ('workdateadd("20.11.2026 16:00:00", "4h")', "11/23/2026 11:00:00 am"),
    ('workdateadd("21.11.2026 16:00:00", "1d")', "11/24/2026 09:00:00 am"),
    ('isworkday("21.11.2026")', False),
    ('isworktime("20.11.2026 10:00:00")', True),
    ('isworktime("20.11.2026 19:00:00")', False),
    ('touserdate("user_7", "20.11.2026 10:00:00")', "11/20/2026 10:00:00 am"),
    ('getuserdateoffset("user_7")', 0),
    ('strtotime("2026-11-21")', 1795219200),
    ('strtotime("tomorrow 09:00")', 1795251600),
    ('strtotime("+1 week")', 1795773600),
    ('strtotime("last friday")', 1794528000),
    ('strtotime("no date")', None),
    ('settime("20.11.2026 10:11:12", 9, 30)', "11/20/2026 09:30:00 am"),
    ('settime("20.11.2026", 9, 0, 3600)', "11/20/2026 08:00:00 am"),
    ('if(1<2, "yes", "no")', "yes"),
    ('if(0, "yes")', None),
    ("and(true, 1, 0)", False),
    ("or(false(), 1)", True),
    ("not(1)", False),
    ("true()", True),
    ("getdocumenturl()", "/deal/5/"),
]


def _bare(formula):
    """The formula without its quoted strings and references."""
    return re.sub(r"\{=[^}]*\}|\"[^\"]*\"|'[^']*'", "", formula)


@pytest.mark.parametrize(("formula", "expected"), TABLE)
def test_formulas(formula, expected):
    if formula == "'it''":
        with pytest.raises(NotACalculation):
            calculate(formula)
        return
    result = calculate(formula)
    assert result == expected
    assert isinstance(result, bool) == isinstance(expected, bool)


CALLED = {name for formula, _ in TABLE for name in re.findall(r"([a-z]+)\(", formula)}
SIGNS = {sign for formula, _ in TABLE for sign in re.findall(r"<=|>=|<>|[-+*/%^&=<>]", _bare(formula))}


def test_the_calculator_knows_exactly_the_functions_of_the_table():
    assert set(FUNCTIONS) == CALLED


def test_the_table_has_exactly_the_functions_and_operators_of_the_documents(shared):
    """bpt-format.md, "Expressions", Calculator."""
    listed = re.search(r"operators (.*?) and functions: (.*?)\.", (shared / "bpt-format.md").read_text())
    assert listed
    assert {re.sub(r"\(.*\)", "", name).strip() for name in listed[2].split(",")} == CALLED
    assert set(listed[1].replace("(concat)", "").split()) == SIGNS


@pytest.mark.parametrize("sign", ["**", "!=", "==", "&&", "|", "||", "!", "~", "//", "<<", ":=", "?", ";", "."])
def test_no_other_sign_is_an_operator(sign):
    with pytest.raises(NotACalculation):
        calculate(f"4 {sign} 2")


@pytest.mark.parametrize(
    "formula",
    ["", "1+", "+", "(1", "1)", "foo(1)", "hello", "1 2", "1/0", "abs()", "abs(1", '"open', "{=D:Two", "7 % 3", "2**3",
     "0^-1", "ceil(9^9999)", "floor(10^308*10)", "(" * 100 + "1" + ")" * 100],
)  # fmt: skip
def test_what_does_not_parse_is_no_calculation(formula):
    with pytest.raises(NotACalculation):
        calculate(formula)


@pytest.mark.parametrize(
    ("value", "text"),
    [(99.0, "99"), (0.1 + 0.2, "0.3"), (1e25, "1E+25"), (True, "1"), (False, ""), (None, ""), ([1, "a"], "1, a")],
)
def test_results_print_as_in_php(value, text):
    assert to_text(value) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20T10:00:00+02:00", "11/20/2026 08:00:00 am"),
        ("2026-11-20 10:00", "11/20/2026 10:00:00 am"),
        ("11/20/2026", "11/20/2026 12:00:00 am"),
        ("11/20/2026 12:30 pm", "11/20/2026 12:30:00 pm"),
        ("20.11.2026 23:59", "11/20/2026 11:59:00 pm"),
        ("1795219200", "11/21/2026 12:00:00 am"),
        ("99/99/2026", None),
        ("2026-13-01", None),
        ("999999999999999999", None),
        ("soon", None),
        (True, None),
        (None, None),
    ],
)
def test_dates_are_read_in_every_format_and_shown_in_the_portals(text, expected):
    moment = dates.read(text, UTC)
    assert (dates.show(moment) if moment else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "11/20/2026 10:00:00 am"),
        ("today", "11/20/2026 12:00:00 am"),
        ("yesterday noon", None),
        ("noon", "11/20/2026 12:00:00 pm"),
        ("yesterday 5:30 pm", "11/19/2026 05:30:00 pm"),
        ("monday", "11/23/2026 12:00:00 am"),
        ("friday", "11/20/2026 12:00:00 am"),
        ("next friday", "11/27/2026 12:00:00 am"),
        ("last monday", "11/16/2026 12:00:00 am"),
        ("next month", "12/20/2026 10:00:00 am"),
        ("3 days ago", "11/17/2026 10:00:00 am"),
        ("first monday of next month", "12/07/2026 12:00:00 am"),
        ("last fri of this month 09:00", "11/27/2026 09:00:00 am"),
        ("third friday of last month 17:30", "10/16/2026 05:30:00 pm"),
        ("sixth monday of next month", None),
        ("+1 day +2 hours", "11/21/2026 12:00:00 pm"),
        ("tomorrow 25:00", None),
        ("", None),
    ],
)
def test_relative_dates(text, expected):
    moment = dates.relative(text, Portal().now())
    assert (dates.show(moment) if moment else None) == expected


def test_php_date_letters():
    moment = datetime(2026, 2, 3, 14, 5, 6, tzinfo=UTC)
    shown = php_date(r"d D j l N w z W F m M n t L o Y y a A g G h H i s e T O P Z c U \Y", moment)
    assert shown == (
        "03 Tue 3 Tuesday 2 2 33 06 February 02 Feb 2 28 0 2026 2026 26 pm PM 2 14 02 14 05 06 "
        "UTC UTC +0000 +00:00 0 2026-02-03T14:05:06+00:00 1770127506 Y"
    )
