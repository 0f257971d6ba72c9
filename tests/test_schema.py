"""Schemas: the built-in ones, a user's model, a JSON Schema; each error at its value, in plain words."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, create_model

from lint.config.dialects import SCHEMAS
from lint.schema import BUILT_IN, SchemaError, guess, load
from lint.schema.built_in import BuiltIn
from lint.schema.custom import load_model
from lint.schema.json_schema import JSONSchemaValidator
from lint.schema.model_validator import ModelValidator
from tests.conftest import GOOD, Archive
from tools.schemas import exported, main

POST = "_posts/2021-05-03-rain.md"
MODEL = """
from typing import Literal
from pydantic import BaseModel, Field, HttpUrl

class Place(BaseModel):
    lat: float = Field(ge=-90, le=90)

class Post(BaseModel):
    model_config = {"extra": "forbid"}
    title: str = Field(max_length=10)
    date: str
    mood: Literal["grey", "blue"] = "grey"
    place: Place | None = None
    link: HttpUrl | None = None
"""


def places(archive: Archive, front_matter: str, *options: str) -> list[tuple[str, str, str]]:
    text = f"---\n{front_matter}\n---\n"
    archive.write("notes/a.md", text)
    found = archive.check("--select", "FMT005,FMT006,FMT007,DTE001", *options, "notes").findings
    return [(f["code"], text[f["span"][0] : f["span"][1]], f["message"]) for f in found]


def test_a_users_model_places_every_error(archive: Archive) -> None:
    archive.write("archive_schema.py", MODEL)
    found = places(
        archive,
        "title: a title far too long\nmood: red\nplace: {lat: 200}\nlink: nowhere\nmode: x",
        "--schema",
        "archive_schema:Post",
    )
    assert found == [
        ("FMT005", "---", "required key `date` is missing; expected a value"),
        (
            "FMT007",
            "a title far too long",
            "`title` is 'a title far too long'; expected at most 10 characters",
        ),
        ("FMT007", "red", "`mood` is 'red'; expected 'grey' or 'blue'"),
        (
            "FMT007",
            "200",
            "`place.lat` is 200, which YAML reads as a number; expected at most 90",
        ),
        ("FMT007", "nowhere", "`link` is 'nowhere'; expected a URL such as https://example.org/page"),
        ("FMT006", "mode", "unknown key `mode`; the schema `archive_schema:Post` does not allow extra keys"),
    ]


SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["title"],
    "properties": {
        "title": {"type": "string", "minLength": 3},
        "date": {"type": "string", "format": "date-time"},
        "mood": {"enum": ["grey", "blue"]},
        "places": {"type": "array", "items": {"type": "string"}},
        "code": {"type": "string", "pattern": "^[A-Z]+$"},
    },
    "additionalProperties": False,
}


def test_a_json_schema_places_every_error(archive: Archive) -> None:
    archive.write("my.json", json.dumps(SCHEMA))
    found = places(archive, "mood: red\nplaces: [a, 1]\ncode: abc\nmode: x", "--schema", "my.json")
    assert [(code, raw) for code, raw, _ in found] == [
        ("FMT005", "---"),
        ("FMT007", "red"),
        ("FMT007", "1"),
        ("FMT007", "abc"),
        ("FMT006", "mode"),
    ]
    assert [message for *_, message in found][1:4] == [
        "`mood` is 'red'; expected one of grey, blue",
        "`places.1` is 1, which YAML reads as a number; expected text",
        "`code` is 'abc'; expected text that matches ^[A-Z]+$",
    ]


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"type": ["string", "null"]}, 1, "text or null"),
        ({"type": "object"}, 1, "a mapping"),
        ({"enum": ["a", None, 2, True]}, "b", "one of a, null, 2, true"),
        ({"const": "post"}, "page", '"post"'),
        ({"pattern": "^[A-Z]"}, "a", "text that matches ^[A-Z]"),
        ({"format": "email"}, "a", "an email address"),
        ({"format": "ipv4"}, "a", "text in the format `ipv4`"),
        ({"minLength": 3}, "a", "at least 3 characters"),
        ({"maxLength": 120}, "a" * 121, "at most 120 characters"),
        ({"minimum": 1}, 0, "at least 1"),
        ({"maximum": 1.5}, 2, "at most 1.5"),
        ({"exclusiveMinimum": 0}, 0, "more than 0"),
        ({"exclusiveMaximum": 9}, 9, "less than 9"),
        ({"multipleOf": 0.5}, 0.3, "a multiple of 0.5"),
        ({"minItems": 1}, [], "at least 1 item"),
        ({"maxItems": 2}, [1, 2, 3], "at most 2 items"),
        ({"uniqueItems": True}, [1, 1], "no duplicate items"),
        ({"unevaluatedItems": False}, [1], "no further items"),
        ({"contains": {"const": 1}}, [2], "an item that matches `contains` in the schema"),
        ({"contains": {"const": 1}, "minContains": 2}, [1], "more items that match `contains` in the schema"),
        (
            {"contains": {"const": 1}, "maxContains": 1},
            [1, 1],
            "fewer items that match `contains` in the schema",
        ),
        ({"minProperties": 1}, {}, "at least 1 key"),
        ({"maxProperties": 1}, {"a": 1, "b": 2}, "at most 1 key"),
        ({"propertyNames": {"maxLength": 1}}, {"ab": 1}, "every key to be at most 1 character"),
        ({"additionalProperties": False}, {"a": 1}, "no keys"),
        ({"anyOf": [{"type": "string"}, {"minimum": 3}]}, 1, "text or at least 3"),
        ({"anyOf": [{"items": {"type": "string"}}, {"type": "null"}]}, [1], "text at `0` or null"),
        ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {}, "the key `a` or the key `b`"),
        ({"oneOf": [{"type": "string"}, {"type": "null"}]}, 1, "text or null"),
        (
            {"oneOf": [{"minimum": 0}, {"maximum": 3}]},
            1,
            "a value that matches only one alternative of the schema",
        ),
        ({"not": {"type": "integer"}}, 1, 'a value that does not match {"type": "integer"}'),
        ({"if": {}, "then": {"minimum": 3}}, 1, "at least 3"),
        (False, 1, "no value here"),
        ({"$ref": "#/$defs/short"}, "abc", "at most 2 characters"),
    ],
)
def test_a_json_schema_states_its_rule_in_words(schema: object, value: object, expected: str) -> None:
    whole = {"$defs": {"short": {"maxLength": 2}}, "properties": {"key": schema}}
    (problem,) = JSONSchemaValidator("my.json", whole, {}).validate({"key": value})
    assert (problem.loc, problem.expected) == (("key",), expected)


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [
        (Annotated[int, Field(gt=1)], 1, "more than 1"),
        (Annotated[int, Field(ge=1)], 0, "at least 1"),
        (Annotated[int, Field(lt=1)], 1, "less than 1"),
        (Annotated[float, Field(le=1.5)], 2, "at most 1.5"),
        (Annotated[int, Field(multiple_of=5)], 3, "a multiple of 5"),
        (Annotated[str, Field(min_length=1)], "", "at least 1 character"),
        (Annotated[str, Field(max_length=2)], "abc", "at most 2 characters"),
        (Annotated[list[int], Field(min_length=1)], [], "at least 1 item"),
        (Annotated[list[int], Field(max_length=1)], [1, 2], "at most 1 item"),
        (Annotated[str, Field(pattern="^a")], "b", "text that matches ^a"),
        (Literal["a", "b", "c"], "d", "'a', 'b' or 'c'"),
        (dict[str, int], 1, "a mapping"),
        (str | None, 1, "text"),
    ],
)
def test_a_model_states_its_rule_in_words(type_: Any, value: object, expected: str) -> None:
    validator = ModelValidator("my", create_model("Model", key=(type_, ...)))
    (problem,) = validator.validate({"key": value})
    assert (problem.loc, problem.expected) == (("key",), expected)


def test_a_json_schema_takes_the_dates_that_builders_take(archive: Archive) -> None:
    archive.write("my.json", json.dumps(SCHEMA))
    for date in ("2020-05-18", "2026-07-16 05:08:11 +0000", "2021-05-03T22:59:03.000Z"):
        assert places(archive, f"title: abc\ndate: {date}", "--schema", "my.json") == []
    (found,) = places(archive, "title: abc\ndate: yesterday", "--schema", "my.json")
    assert found[:2] == ("DTE001", "yesterday")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{", "is not valid JSON"),
        ('{"type": "objekt"}', "is not a valid JSON Schema"),
        ('{"required": 1}', "is not a valid"),
    ],
)
def test_a_broken_json_schema_is_reported(archive: Archive, content: str, expected: str) -> None:
    archive.write("my.json", content)
    archive.write(POST)
    result = archive.lint("--schema", "my.json")
    assert (result.code, expected in result.err) == (2, True)


def test_the_configuration_cannot_extend_a_json_schema(archive: Archive) -> None:
    archive.write("my.json", "{}")
    archive.write("lint.toml", 'schema = "my.json"\n[fields.title]\nrequired = true\n')
    archive.write(POST)
    assert "is a JSON Schema, which `fields` cannot extend" in archive.lint().err


def test_json_schema_needs_its_package(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    archive.write("my.json", "{}")
    archive.write(POST)
    assert "pip install 'archive-lint[jsonschema]'" in archive.lint("--schema", "my.json").err


def test_an_unknown_role_is_reported() -> None:
    with pytest.raises(SchemaError, match="role 'origin' is unknown; expected one of title"):
        load("jekyll", roles={"origin": "x"})


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_exported_schemas_agree_with_the_models(name: str) -> None:
    schema = json.loads(exported(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    post: dict[str, object] = {
        "layout": "post",
        "title": "Rain",
        "date": "2021-05-03T22:59:03.000Z",
        "author": "x",
        "from": "https://news.example.org/",
        "tags": ["a"],
        "categories": ["b"],
    }
    assert not list(validator.iter_errors(post))
    assert not list(load(name).validate(post))
    for wrong in ({"title": 1984}, {"date": "yesterday"}, {"tags": [1]}):
        assert list(validator.iter_errors(post | wrong))
        assert list(load(name).validate(post | wrong))


def test_export_writes_and_checks(archive: Archive) -> None:
    os.mkdir("schemas")
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0
    archive.write("schemas/hugo.json", "{}")
    assert main(["--check"]) == 1


def test_the_exported_schemas_are_up_to_date() -> None:
    root = Path(__file__).parent.parent
    run = subprocess.run([sys.executable, "-m", "tools.schemas", "--check"], cwd=root, check=False)
    assert run.returncode == 0


def test_guessing() -> None:
    mirror = dict.fromkeys(("layout", "title", "date", "author", "from", "tags"), "x")
    assert guess([mirror] * 8 + [{}] * 2, "jekyll", "Jekyll")[0] == "news-mirror"
    assert guess([mirror] * 7 + [{}] * 3, "jekyll", "Jekyll") == (
        "jekyll",
        "the schema for Jekyll; 7 of 10 sampled posts look like a news mirror",
    )
    assert guess([], "hugo", "Hugo")[0] == "hugo"


@pytest.mark.parametrize(
    ("change", "code", "raw"),
    [
        (("title: ", "title: 1984 #"), "FMT007", "1984"),
        (("title: ", "title: true #"), "FMT007", "true"),
        (("title: ", "title: 2021-05-03 #"), "FMT007", "2021-05-03"),
        (("author: ", "author: [a, b] #"), "FMT007", "[a, b]"),
        (("author: ", "author: ' ' #"), "FMT007", "' '"),
        (("author: ", "author: {a: 1} #"), "FMT007", "{a: 1}"),
        (("title: ", "title: ~ #"), "FMT005", "~"),
        (("tags: [ Harbour Post ]\n", "tags: [ Harbour Post ]\ncomments: maybe\n"), "FMT007", "maybe"),
    ],
)
def test_a_wrong_type_is_found_at_its_value(
    archive: Archive, change: tuple[str, str], code: str, raw: str
) -> None:
    text = GOOD.replace(*change)
    archive.write(POST, text)
    (finding,) = archive.check().findings
    assert (finding["code"], text[slice(*finding["span"])]) == (code, raw)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", " ", "\u3000", "post", "雨", "2021-05-03", "yesterday", "\ud800"])
    | st.dates()
    | st.datetimes(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "\ud800", 1]), inner, max_size=2)
    ),
    max_leaves=4,
)
FITTING = {
    "text": "x",
    "filled text": "x",
    "date": "2021-05-03",
    "texts": ["x"],
    "boolean": True,
    "whole number": 1,
    "mapping": {},
    "null": None,
}


@pytest.mark.parametrize("name", BUILT_IN)
@given(data=st.data())
def test_what_surely_fits_fits_the_model(name: str, data: st.DataObject) -> None:
    schema, model = BuiltIn(name, {}), load_model(name, {}, {}, ".", forbid_extra=False)
    front_matter: dict[str, object] = {
        key: FITTING[field.kinds.partition(" or ")[0]] for key, field in BUILT_IN[name].fields.items()
    }
    assert schema.surely_fits(front_matter)
    keys: list[Any] = [*sorted(schema.keys), "other", "\ud800", 1]
    front_matter |= data.draw(st.dictionaries(st.sampled_from(keys), VALUES, max_size=3))
    for key in data.draw(st.sets(st.sampled_from(sorted(schema.keys)), max_size=2)):
        front_matter.pop(key, None)
    problems = list(model.validate(front_matter))
    assert schema.surely_fits(front_matter) <= (not problems)
    assert list(schema.validate(front_matter)) == problems
    assert (schema.keys, schema.required, schema.roles) == (model.keys, model.required, model.roles)


def test_a_post_that_fits_needs_no_pydantic(archive: Archive) -> None:
    archive.write(POST)
    code = "import sys; from lint.cli.main import main; main(['.']); print('pydantic' in sys.modules)"
    for text, needed in ((GOOD, "False"), (GOOD.replace("title: ", "title: 1984 #"), "True")):
        archive.write(POST, text)
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert run.stdout.split()[-1] == needed


def test_the_configuration_knows_the_built_in_schemas() -> None:
    assert set(SCHEMAS) == set(BUILT_IN)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("(?=a)b", "it has look-around"), (r"(a)\\1", "it has a back-reference"), ("(", "")],
)
def test_a_pattern_of_a_field_is_matched_in_linear_time(
    archive: Archive, pattern: str, expected: str
) -> None:
    archive.write("lint.toml", f'[fields.title]\npattern = "{pattern}"\n')
    archive.write("_posts/2021-05-03-x.md", GOOD)
    result = archive.lint(".")
    assert result.code == 2
    assert "`fields.title.pattern` is " in result.err
    assert f"expected a regular expression: {expected}" in result.err
    assert result.err.count("\n") == 1
