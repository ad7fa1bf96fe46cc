"""As much of JSON Schema (2020-12) as ``report.schema.json`` uses; an unknown keyword is an error."""

from __future__ import annotations

from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_KNOWN = frozenset(
    "$schema $defs $ref title type properties required additionalProperties items enum minimum maximum anyOf".split()
)


def problems(value: Any, schema: dict[str, Any]) -> list[str]:
    """Each way in which ``value`` does not fit, with the place where it does not."""
    return list(_problems(value, schema, schema, "$"))


def _problems(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> Any:
    assert set(schema) <= _KNOWN, f"this checker does not know {set(schema) - _KNOWN}"
    if "$ref" in schema:
        yield from _problems(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
        return
    if "anyOf" in schema:
        if not any(list(_problems(value, part, root, at)) == [] for part in schema["anyOf"]):
            yield f"{at}: none of the alternatives fits"
        return
    if "type" in schema:
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if (isinstance(value, bool) and "boolean" not in names) or not any(
            isinstance(value, _TYPES[name]) for name in names
        ):
            yield f"{at}: {type(value).__name__} is not {' or '.join(names)}"
            return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not one of {schema['enum']}"
    if isinstance(value, int | float):
        if value < schema.get("minimum", value):
            yield f"{at}: {value} is too small"
        if value > schema.get("maximum", value):
            yield f"{at}: {value} is too large"
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _problems(item, schema.get("items", {}), root, f"{at}[{index}]")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        for key in schema.get("required", []):
            if key not in value:
                yield f"{at}: {key} is missing"
        for key, item in value.items():
            if key in known:
                yield from _problems(item, known[key], root, f"{at}.{key}")
            elif schema.get("additionalProperties", True) is False:
                yield f"{at}: {key} is not in the contract"
            elif isinstance(schema.get("additionalProperties"), dict):
                yield from _problems(item, schema["additionalProperties"], root, f"{at}.{key}")
