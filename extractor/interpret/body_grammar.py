"""The grammar of names of bodies as patterns, built from `lexicon/bodies.toml`."""

from extractor.interpret.trie import branching
from extractor.lexicon.load import table

_TABLE = table("bodies")
_ENDINGS, _PLACES, _GENERIC = _TABLE["endings"], _TABLE["places"], _TABLE["generic"]

BRACKET = r"(?:（[^（）]{1,24}）|〔[^〔〕]{1,24}〕)"
# One level of government; not where it opens another word (市场, 地方, 省直).
_LEVEL = (
    r"(?:自治区|自治州|直辖市|设区的市|设区市|地级以上市|地级市|街道|省(?![直属份级])"
    r"|市(?![场直属政委级])|县(?![直属委级])|区(?![直属委域级])|州(?![直级])|盟(?!级)|旗(?!级)"
    r"|地(?![方质震税理区])|镇(?!级)|乡(?!级))"
)
# 各市、省有关单位 are two: a higher level with its own bodies does not go on a list of places.
_LEVELS = rf"{_LEVEL}{BRACKET}?(?:、?(?!省(?:有关|相关|级)){_LEVEL}{BRACKET}?)"
_KINDS = branching(_PLACES["kinds"])
# Several places in one prefix: 各县（市、区）, 市、县〔市、区〕, 各省、自治区、直辖市.
PLURAL = (
    rf"(?:(?:各|相关|有关){_KINDS}?{_LEVELS}{{0,4}}"
    r"|(?:[省市州县区盟旗乡镇]级?、){1,4}[省市县区州盟旗乡镇]级"
    rf"|{_LEVEL}(?:{BRACKET}(?:、?{_LEVEL}{BRACKET}?){{0,3}}|(?:、{_LEVEL}{BRACKET}?){{1,4}}))"
)
SEATS = branching(_PLACES["seats"])
ONE_LEVEL = branching(_PLACES["levels"])
FORMS = branching([*_PLACES["forms"], *_PLACES["seats"]])
# A place by its own name, in a list, where commas tell where it begins.
NAMED = (
    r"(?!由|会同|请|其中|[一-龥]{0,7}(?:会同|[局委厅]|部门|政府|等|单位|企业))[一-龥]{2,7}?"
    r"(?:自治区|自治州|自治县|省|市|州|县|区|盟|旗|镇|乡)(?:[一-龥]{2,4}?(?:市|县|区|旗))?"
)
PLACE = rf"(?:{PLURAL}(?:人民政府)?|(?:各|有关|相关|各级|本)?(?:{FORMS}{{1,2}}|{ONE_LEVEL}|中国)|各级|各地|各|{NAMED})"
WORD = branching(word for entry in _TABLE["system"] for word in entry["words"])
WORDS = rf"{WORD}(?:(?:和|与|及)?{WORD}){{0,2}}"
OFFICE = branching([*_ENDINGS["shared"], *_ENDINGS["office"]])
BODY = branching(_ENDINGS["body"])
GOVERNMENT = branching(_ENDINGS["government"])
_GROUPS = branching(_ENDINGS["group"])
GROUP = rf"{_GROUPS}(?:综合)?(?:办公室|秘书处|办)?(?:各?成员单位)?"
WORK_OFFICE = r"[一-龥]{2,24}工作办公室(?:各?成员单位)?"
RELEVANT = (
    rf"(?:{branching(_GENERIC['which'])}{{1,5}}{branching(_GENERIC['what'])}"
    r"|(?:各|有关|相关)方(?![面式案法向便可位针圆]))"
)
PAIRED = _GENERIC["paired"]
CONCERNED = r"(?:有关|相关)(?:责任|职能|主管)?(?:部门和单位|部门|单位|方面)"
ENTERPRISE = branching(_TABLE["enterprise"]["heads"])
MODIFIER = rf"{branching(_TABLE['enterprise']['modifiers'])}{{0,4}}"
COLLECTIVE = branching(_TABLE["collective"]["heads"])
ASSOCIATION = branching(_TABLE["association"]["heads"])
UNIONS = branching(_TABLE["association"]["except"])
NAMES = branching(_TABLE["names"]["other"])
