"""Checks HTTP bodies and queries against Discord's own OpenAPI 3.1 description of its API, where that is at hand.

It is looked for in the file that DISCORD_OPENAPI names, else in `spec/discord-openapi.json` of the folder that
SHARED_DATA names, else of the folder `shared` beside the checkout.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry
from referencing.jsonschema import DRAFT202012

if TYPE_CHECKING:
    from collections.abc import Mapping

MISSING = "Discord's OpenAPI description is not at hand: name its file in DISCORD_OPENAPI"

_DOCUMENT = "urn:discord-openapi"
_REPOSITORY = Path(__file__).parents[2]


def description_path() -> Path | None:
    """The file that describes the API, or None."""
    named = os.environ.get("DISCORD_OPENAPI")
    shared = Path(os.environ.get("SHARED_DATA") or _REPOSITORY.parent / "shared")
    path = Path(named) if named else shared / "spec" / "discord-openapi.json"
    return path if path.is_file() else None


@cache
def description_at(path: Path) -> Description:
    """The description in a file; read once, since that and its validators are what takes time."""
    return Description(json.loads(path.read_text(encoding="utf-8")))


class Description:
    """The API as described: faults are what a request or a response has that the description does not admit."""

    def __init__(self, document: dict[str, Any]) -> None:
        # As described, ids are strings; Discord has always taken numbers as well, and clients send them.
        snowflake = document["components"]["schemas"]["SnowflakeType"]
        document["components"]["schemas"]["SnowflakeType"] = {"anyOf": [snowflake, {"type": "integer", "minimum": 0}]}
        self._paths: dict[str, Any] = document["paths"]
        self._components: dict[str, Any] = document["components"]
        self._registry: Registry[Any] = Registry().with_resource(_DOCUMENT, DRAFT202012.create_resource(document))
        self._validators: dict[str, Draft202012Validator] = {}

    def request_faults(self, method: str, path: str, query: Mapping[str, str], body: object) -> list[str]:
        """What is wrong with a request to a path as the description spells it; a body that was not sent is None."""
        operation = self._paths.get(path, {}).get(method.lower())
        if operation is None:
            return [f"{method} {path} is not described"]
        where = f"{method} {path}"
        return [*self._query_faults(where, path, operation, query), *self._body_faults(where, path, operation, body)]

    def response_faults(self, method: str, path: str, status: int, body: object) -> list[str]:
        """What is wrong with a response; a body that was not given is None."""
        operation = self._paths.get(path, {}).get(method.lower(), {})
        responses = operation.get("responses", {})
        key = str(status) if str(status) in responses else f"{status // 100}XX"
        where = f"{method} {path} -> {status}"
        if key not in responses:
            return [f"{where} is not described"]
        if "$ref" in responses[key]:
            name = responses[key]["$ref"].rpartition("/")[2]
            pointer: tuple[str, ...] = ("components", "responses", name)
            response = self._components["responses"][name]
        else:
            pointer = ("paths", path, method.lower(), "responses", key)
            response = responses[key]
        if "content" not in response:
            return [] if body is None else [f"{where}: has a body where none is described"]
        return self._faults(where, (*pointer, "content", "application/json", "schema"), body)

    def _query_faults(self, where: str, path: str, operation: dict[str, Any], query: Mapping[str, str]) -> list[str]:
        described = [*self._paths[path].get("parameters", []), *operation.get("parameters", [])]
        parameters = {parameter["name"]: parameter for parameter in described if parameter["in"] == "query"}
        faults = [f"{where}: the query {name!r} is not described" for name in query if name not in parameters]
        for name, parameter in parameters.items():
            if name in query:
                validator = Draft202012Validator(_within_document(parameter["schema"]), registry=self._registry)
                value = _from_query(query[name], parameter["schema"])
                faults += [f"{where}: query {name}: {error.message}" for error in validator.iter_errors(value)]
            elif parameter.get("required"):
                faults.append(f"{where}: the query {name!r} is missing")
        return faults

    def _body_faults(self, where: str, path: str, operation: dict[str, Any], body: object) -> list[str]:
        described = operation.get("requestBody")
        if described is None:
            return [] if body is None else [f"{where}: has a body where none is described"]
        if body is None:
            return [f"{where}: has no body"] if described.get("required") else []
        method = where.partition(" ")[0].lower()
        return self._faults(
            where, ("paths", path, method, "requestBody", "content", "application/json", "schema"), body
        )

    def _faults(self, where: str, pointer: tuple[str, ...], body: object) -> list[str]:
        fragment = "/".join(quote(part.replace("~", "~0").replace("/", "~1")) for part in pointer)
        reference = f"{_DOCUMENT}#/{fragment}"
        if reference not in self._validators:
            self._validators[reference] = Draft202012Validator({"$ref": reference}, registry=self._registry)
        worst = best_match(self._validators[reference].iter_errors(body))
        return [f"{where}: {worst.json_path}: {worst.message[:300]}"] if worst else []


def _within_document(schema: dict[str, Any]) -> dict[str, Any]:
    return {"$ref": _DOCUMENT + schema["$ref"]} if "$ref" in schema else schema


def _from_query(text: str, schema: dict[str, Any]) -> object:
    """A query's value as the type that is described: in an address everything is text."""
    if schema.get("type") == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    if schema.get("type") == "integer" and text.lstrip("-").isdigit():
        return int(text)
    return text
