"""Names that newspapers write in more than one way, each brought to one form before it is indexed or asked for.

"U.S." and "US" are the United States; whoever asks for Japan's exports means Japanese ones, so that a country's
adjective and its people count as the country. A word that means something else as well ("Polish" at the start of a
sentence, "Turkey") is worth what it blurs: measured by `python -m benchmarks.retrieval`.
"""

from __future__ import annotations

import re

# Both spellings are met: headlines and wires drop the last point, "U.S", and some set it apart.
_DOTTED = re.compile(r"\b(?:[A-Z]\.)+[A-Z]\b\.?")
_LONG_FORMS = {"US": "united states", "USA": "united states", "UK": "united kingdom", "UN": "united nations"}
_SHORT_NAME = re.compile(rf"\b(?:{'|'.join(_LONG_FORMS)})\b")

_PEOPLES = """
afghan afghanistan, albanian albania, algerian algeria, american america, angolan angola, argentine argentina,
argentinian argentina, argentinean argentina, australian australia, austrian austria, belgian belgium,
bolivian bolivia, bosnian bosnia, brazilian brazil, british britain, bulgarian bulgaria, burmese burma,
cambodian cambodia, canadian canada, chilean chile, chinese china, colombian colombia, congolese congo,
croatian croatia, cuban cuba, cypriot cyprus, danish denmark, dutch netherlands, ecuadorian ecuador, egyptian egypt,
english england, ethiopian ethiopia, european europe, filipino philippines, finnish finland, french france,
german germany, ghanaian ghana, greek greece, guatemalan guatemala, haitian haiti, hungarian hungary,
icelandic iceland, indian india, indonesian indonesia, iranian iran, iraqi iraq, irish ireland, israeli israel,
italian italy, jamaican jamaica, japanese japan, jordanian jordan, kenyan kenya, korean korea, kuwaiti kuwait,
laotian laos, lebanese lebanon, liberian liberia, libyan libya, malaysian malaysia, mexican mexico,
moroccan morocco, nepalese nepal, nicaraguan nicaragua, nigerian nigeria, norwegian norway, pakistani pakistan,
palestinian palestine, panamanian panama, peruvian peru, polish poland, portuguese portugal, rhodesian rhodesia,
romanian romania, rumanian romania, rumania romania, russian russia, rwandan rwanda, scottish scotland,
senegalese senegal, serbian serbia, singaporean singapore, somali somalia, spanish spain, sudanese sudan,
swedish sweden, swiss switzerland, syrian syria, taiwanese taiwan, tanzanian tanzania, thai thailand, tibetan tibet,
tunisian tunisia, turkish turkey, ugandan uganda, ukrainian ukraine, venezuelan venezuela, vietnamese vietnam,
yemeni yemen, yugoslav yugoslavia, zambian zambia, zimbabwean zimbabwe, african africa, asian asia
"""
_COUNTRIES = {people: country for pair in _PEOPLES.split(",") for people, country in [pair.split()]}


def spelled_out(text: str) -> str:
    """The text, case as printed, with its abbreviated names in full."""
    text = _DOTTED.sub(lambda dotted: dotted[0].replace(".", "") + " ", text)
    return _SHORT_NAME.sub(lambda short: _LONG_FORMS[short[0]], text)


def country(word: str) -> str:
    """The country of a lower-case word that names its people or what comes from it; any other word as it is."""
    return _COUNTRIES.get(word) or _COUNTRIES.get(word.removesuffix("s"), word)
