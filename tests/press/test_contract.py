"""The JSON is what ``report.schema.json`` and ``SCHEMA.md`` say it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import editor.press
from editor.checks.rule import Level
from editor.press import contract

from .conftest import SOURCE, Page
from .schema import problems

_FOLDER = Path(editor.press.__file__).parent
SCHEMA: dict[str, Any] = json.loads((_FOLDER / "report.schema.json").read_text(encoding="utf-8"))


def keys_of(schema: dict[str, Any]) -> set[str]:
    names: set[str] = set(schema.get("properties", {}))
    for part in schema.values():
        if isinstance(part, dict):
            names |= keys_of(part)
    return names


def test_the_json_keeps_to_the_schema(page: Page) -> None:
    entry = contract.file_entry("a/story.txt", SOURCE, page.report, Level.ADVICE)
    body = json.loads(contract.dump([entry]))
    assert problems(body, SCHEMA) == []
    assert body["schema"] == contract.SCHEMA == 1
    assert [f["rule"] for f in body["files"][0]["findings"]] == [
        "dialogue.period-before-tag",
        "tense.slip",
        "pov.head-hop",
        "consistency.quotation-marks",
    ]


def test_the_schema_refuses_what_is_not_the_contract(page: Page) -> None:
    body = json.loads(contract.dump([contract.file_entry("a", SOURCE, page.report)]))
    body["files"][0]["findings"][0]["level"] = "error"
    del body["files"][0]["words"]
    body["files"][0]["narrative"]["scenes"][0]["tense"] = None
    assert len(problems(body, SCHEMA)) == 3


def test_offsets_are_code_points_of_the_text_as_read(page: Page) -> None:
    body = json.loads(contract.dump([contract.file_entry("a", SOURCE, page.report, Level.ADVICE)]))
    for finding in body["files"][0]["findings"]:
        assert SOURCE[finding["start"] : finding["end"]] == finding["text"]
    first = body["files"][0]["findings"][0]
    text = SOURCE
    for edit in reversed(first["fixes"][0]["edits"]):
        text = text[: edit["start"]] + edit["replacement"] + text[edit["end"] :]
    assert text.startswith("“We are late,” said Ines")


def test_the_level_is_the_lowest_reported(page: Page) -> None:
    def rules(level: Level) -> int:
        return len(
            json.loads(contract.dump([contract.file_entry("a", SOURCE, page.report, level)]))["files"][0]["findings"]
        )

    assert [rules(level) for level in (Level.ADVICE, Level.QUESTION, Level.MISTAKE)] == [4, 3, 1]


def test_half_a_character_is_written_as_an_escape(page: Page) -> None:
    text = contract.dump([contract.file_entry("caf\udce9.txt", SOURCE, page.report)])
    assert text.encode("utf-8")
    assert json.loads(text)["files"][0]["path"] == "caf\udce9.txt"


def test_the_description_names_every_key() -> None:
    described = (_FOLDER / "SCHEMA.md").read_text(encoding="utf-8")
    missing = {key for key in keys_of(SCHEMA) if f"`{key}`" not in described}
    assert missing == set()


def test_what_is_declared_and_meant_is_told(page: Page) -> None:
    narrative = json.loads(contract.dump([contract.file_entry("a", SOURCE, page.report)]))["files"][0]["narrative"]
    one, two = narrative["scenes"]
    assert one["declared"] == {
        "tense": "present", "person": None, "view": None, "heads": ["Ines <i>"], "letters": None,
    }  # fmt: skip
    assert two["declared"] is None and (two["number"], one["past_verbs"]) == (2, 1)
    assert narrative["meant"] == [{"start": two["start"], "end": two["end"], "kind": "dream"}]
