"""What Discord demands of components: rows of buttons and menus, layouts, and the forms that a bot shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.loopback.state import Json

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, CHANNEL_SELECT = 1, 2, 3, 4, 8
SECTION, TEXT_DISPLAY, SEPARATOR, CONTAINER, LABEL = 9, 10, 14, 17, 18
SELECTS = frozenset({STRING_SELECT, 5, 6, 7, CHANNEL_SELECT})
IN_CONTAINER = frozenset({ROW, SECTION, TEXT_DISPLAY, SEPARATOR, 12, 13})
LINK_STYLE = 5
MOST_COMPONENTS, MOST_TEXT = 40, 4000
LONGEST = {"custom_id": 100, "placeholder": 150}
MOST_OPTIONS, LONGEST_OPTION = 25, 100
LONGEST_BUTTON, LONGEST_TITLE, LONGEST_LABEL, LONGEST_INPUT = 80, 45, 45, 4000


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, however deep."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        yield from walk([component[part] for part in ("accessory", "component") if component.get(part)])


def row_faults(components: list[Json]) -> list[str]:
    """What is wrong with the components of a message without a layout."""
    faults = []
    if len(components) > 5:
        faults.append(f"{len(components)} rows of components, more than 5")
    faults += [f"a component of type {one['type']} outside of a layout" for one in components if one["type"] != ROW]
    return [*faults, *_common_faults(components)]


def layout_faults(components: list[Json]) -> list[str]:
    """What is wrong with the components of a layout."""
    everything = list(walk(components))
    text = sum(_utf16_length(one.get("content") or "") for one in everything)
    faults = []
    if not components:
        faults.append("an empty layout")
    if len(everything) > MOST_COMPONENTS:
        faults.append(f"{len(everything)} components, more than {MOST_COMPONENTS}")
    if text > MOST_TEXT:
        faults.append(f"texts of {text}, more than {MOST_TEXT}")
    for one in everything:
        if one["type"] == TEXT_DISPLAY and not (one.get("content") or "").strip():
            faults.append("an empty text")
        if one["type"] == CONTAINER:
            strange = [inner["type"] for inner in one["components"] if inner["type"] not in IN_CONTAINER]
            faults += [f"a component of type {kind} in a container" for kind in strange]
    return [*faults, *_common_faults(components)]


def form_faults(form: Json) -> list[str]:
    """What is wrong with a form."""
    faults = [*_length_fault("a form's title", form.get("title"), LONGEST_TITLE)]
    components = form.get("components") or []
    if not 1 <= len(components) <= 5:
        faults.append(f"a form of {len(components)} fields, more than 5 or none")
    for one in components:
        if one["type"] != LABEL:
            faults.append(f"a component of type {one['type']} in a form")
        faults += _length_fault("a field's label", one.get("label"), LONGEST_LABEL)
    for one in walk(components):
        if one["type"] == TEXT_INPUT:
            faults += _input_faults(one)
        if one["type"] in SELECTS:
            faults += _select_faults(one)
    return [*faults, *_id_faults([form, *walk(components)])]


def choice_faults(choices: list[Json]) -> list[str]:
    """What is wrong with the suggestions for what somebody types."""
    faults = [f"{len(choices)} suggestions, more than {MOST_OPTIONS}"] if len(choices) > MOST_OPTIONS else []
    for choice in choices:
        faults += _length_fault("a suggestion's name", choice["name"], LONGEST_OPTION)
        faults += _length_fault("a suggestion's value", str(choice["value"]), LONGEST_OPTION)
    return faults


def _common_faults(components: list[Json]) -> list[str]:
    everything = list(walk(components))
    faults = [*_id_faults(everything)]
    for one in everything:
        if one["type"] == ROW:
            kinds = [inner["type"] for inner in one["components"]]
            if not kinds or len(kinds) > 5 or (len(kinds) > 1 and any(kind in SELECTS for kind in kinds)):
                faults.append(f"a row of {kinds}, more than fits or empty")
        if one["type"] == BUTTON:
            faults += _length_fault("a button's label", one.get("label"), LONGEST_BUTTON, needed=False)
            if not one.get("label") and not one.get("emoji"):
                faults.append("a button that shows nothing")
            if one.get("style") != LINK_STYLE and not one.get("custom_id"):
                faults.append("a button without an id")
        if one["type"] in SELECTS:
            faults += _select_faults(one)
    return faults


def _select_faults(select: Json) -> list[str]:
    faults = [*_length_fault("a placeholder", select.get("placeholder"), LONGEST["placeholder"], needed=False)]
    if select["type"] != STRING_SELECT:
        return faults
    options = select.get("options") or []
    if not 1 <= len(options) <= MOST_OPTIONS:
        faults.append(f"a menu of {len(options)}, more than {MOST_OPTIONS} or none")
    if len({option["value"] for option in options}) != len(options):
        faults.append("a menu with two options of one value")
    for option in options:
        faults += _length_fault("an option's label", option.get("label"), LONGEST_OPTION)
        faults += _length_fault("an option's value", option.get("value"), LONGEST_OPTION)
        faults += _length_fault("an option's description", option.get("description"), LONGEST_OPTION, needed=False)
    return faults


def _input_faults(field: Json) -> list[str]:
    faults = [*_length_fault("a placeholder", field.get("placeholder"), 100, needed=False)]
    longest = field.get("max_length") or LONGEST_INPUT
    if not 1 <= longest <= LONGEST_INPUT:
        faults.append(f"a field for {longest} characters, more than {LONGEST_INPUT}")
    return [*faults, *_length_fault("a field's text", field.get("value"), longest, needed=False)]


def _id_faults(components: list[Json]) -> list[str]:
    ids = [one["custom_id"] for one in components if one.get("custom_id")]
    faults = [fault for custom_id in ids for fault in _length_fault("an id", custom_id, LONGEST["custom_id"])]
    return faults if len(set(ids)) == len(ids) else [*faults, f"two components of one id among {ids}"]


def _length_fault(what: str, text: str | None, longest: int, *, needed: bool = True) -> list[str]:
    if not text:
        return [f"{what} is empty"] if needed else []
    return [f"{what} of {_utf16_length(text)}, more than {longest}"] if _utf16_length(text) > longest else []


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
