"""Words that decide whether a difference matters: generic English (and a few Chinese) words, no names of licenses."""

from licint.regex import late


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


OPERATIVE = late(
    r"\b(?:may|must|shall|will|can|cannot|not|no|non|only|use[ds]?|using|commercial\w{0,6}|noncommercial\w{0,6}|licensed?|sublicense\w?|permission|permitted|permits?|"
    r"prohibit\w{0,6}|without|subject|except|unless|under|agree\w{0,6}|distribut\w{0,6}|redistribut\w{0,6}|copying|modif\w{0,9}|grant\w{0,6}|purposes?|"
    r"restrict\w{0,6}|terms|notice|if|free|allow\w{0,4}|require[sd]?|sell|sold|royalt\w{0,5}|fees?|revenue|users?|military|weapons?|territor\w{0,6}|terminat\w{0,6}|"
    r"conditions?|provided|forbidden|exclud(?:e|es|ed|ing)|outputs?|warrant\w{0,6}|liab\w{0,6}|derivatives?)\b|[不禁仅可须应得许未商用]"
)
"""A word of rights and duties: a line that holds one is no mere name, title or copyright statement."""

RESTRICTION = late(
    r"\b(?:may|must|shall|not|no|non|only|cannot|prohibit\w{0,6}|agree\w{0,6}|required?|requires|restrict\w{0,6}|forbid\w{0,4}|without|except|unless|excluding|"
    r"subject|solely)\b|[不禁仅须]"
)
"""A word that takes something back."""

MATTER = late(
    r"\b(?:commercial\w{0,6}|noncommercial\w{0,6}|licen[sc]\w{1,6}|redistribut\w{0,6}|distribut\w{0,6}|permission|royalt\w{0,5}|fees?|revenue|users|military|"
    r"weapons?|research|academic|territor\w{0,6}|purposes?|rights?|sell|sold|resold|resell|sale|terms|conditions)\b|许可|商用|商业|授权"
)
"""What there are rights to, and what they depend on."""

HOLDERS = _words(
    "the a an of and or by its their any all copyright holder holders owner owners author authors contributor contributors regents university institute "
    "foundation company corporation corp inc incorporated ltd llc organization organisation name names project team developers group california c s above "
    "listed party parties"
)
"""Words by which license templates mean whoever holds the copyright."""

HOLDER = _words("holder holders owner owners regents university institute foundation organization organisation corporation")
"""Words without which holders are not meant: where only the words around them changed, or one that people bear in the sentence, the sentence did."""
ARTICLES = _words("the a an")

ADDRESS = _words(
    "street st avenue ave place suite floor fifth box po usa us ma ca boston cambridge temple franklin mass massachusetts 59 51 675 330 02111 1307 02110 "
    "1301 02139 fsf org gnu"
)
ADDRESSEE = _words("the free software foundation inc")
"""Where the steward of a widespread family of licenses lived: texts of all years name it."""

MARKERS = _words("a b c d e f g h i j k l m n o p q r s t u v w x y z ii iii iv vi vii viii ix xi xii") | frozenset(map(str, range(100)))
"""What numbers sections and list items."""

SECTION_WORDS = _words("section sec article art clause chapter part paragraph")
"""What may stand before the number of a section."""

PAGE_NUMBER = late(r"page \d{1,3}(?: (?:of|from) \d{1,3})?|\d{1,3} (?:of|from) \d{1,3}|第 \d{1,3} 页(?: 共 \d{1,3} 页)?")

MONTHS = _words("january february march april may june july august september october november december")
YEARS = frozenset(map(str, range(1980, 2060)))
DAYS = frozenset(map(str, range(1, 32)))

REMOVABLE_MARKERS = _words("b c d e f g h j k l m n o p q r s t u v w x y z i ii iii iv vi vii viii ix xi xii")

TITLE_WORDS = _words(
    "the a an license licence licenses agreement terms conditions and of for to in this file text full copy legal code version v notice notices copyright "
    "software open source public documentation see below following is are as follows name title begin end start page all rights reserved model weights md "
    "other txt general information c by"
)
"""Words of titles that name nothing."""

ELEMENTS = _words("attribution by commons noncommercial commercial nc sharealike alike sa noderivatives noderivs derivatives nd")
FURTHER_ELEMENTS = _words("noncommercial non nc sharealike share sa noderivatives noderivs no nd")
"""Words by which names of licenses grow: a name that ends in one of the first and goes on with one of the second is another license's."""

TITLE_SUBSTANCE = _words("not no non without only except noncommercial commercial nc research") | frozenset(map(str, range(100)))
"""Words that a title is not without by chance: negations, and versions."""

OPERATIVE_WORDS = _words(
    "may must shall will can cannot not no non nor only use used uses using commercial commercially noncommercial license licensed sublicense permission "
    "permitted permit permits prohibited prohibits without subject except unless under agree agrees agreed distribute distribution redistribute "
    "redistribution copying copy modify modification modifications modified grant grants granted purpose purposes restrict restricted restriction "
    "restrictions terms notice if free allow allowed require required requires sell sold royalty fee fees revenue users terminate terminated conditions "
    "condition provided forbidden excluding warranty warranties liability liable derivative derivatives irrevocable worldwide perpetual exclusive any all"
)
"""The common operative words, to be recognized by their hashes: such a word is not left out without a difference."""

SENTENCE_WORDS = _words("shall mean means is are was may must can you your we our that which hereby granted grants if these please when has have be will not")
"""Words of sentences: a line that holds one is no title."""

AMENDMENT = late(
    r"\b(?:section|clause|article|paragraph)s? (?:\w{1,6} ){1,6}?(?:(?:is|are|shall be) (?:\w{1,12} )?"
    r"(?:replaced|deleted|amended|removed|modified|suspended|waived|void|limited|omitted|struck)|(?:does|do|shall) not apply)\b"
    r"|第 ?[\d一二三四五六七八九十]{1,3} ?条[^。]{0,20}?(?:替换|取代|删除|修改|不适用)"
)
"""A sentence that changes a section of the text."""

CONCERN = late(
    r"\b(?:(?<!thank )you|your|intended|deploy\w{0,4}|production|surveillance|advertising|gambling|contracts?|personal|internal|"
    r"evaluation|trial|academic|educational|non-?profit|hosted|hosting|competitors?|profits?|belongs?|disclos\w{1,4}|"
    r"nicht|nur|darf|d\u00fcrfen|untersagt|verboten|erlaubt|kommerziell\w{0,2}|lizenz\w{0,2}|nutzung|"
    r"interdite?s?|interdiction|autoris\w{1,5}|commercia\w{1,3}|uniquement|seulement|sauf|"
    r"prohib\w{1,6}|comercial\w{0,4}|s\u00f3lo|solamente|somente|apenas|permitid[oa]s?|licencia|licen\u00e7a|"
    r"vietat[oaie]|commercial[ei]|consentit[oaie]|soltanto|licenza)\b"
    r"|\u0437\u0430\u043f\u0440\u0435\u0449|\u0440\u0430\u0437\u0440\u0435\u0448|\u043a\u043e\u043c\u043c\u0435\u0440\u0447|\u0442\u043e\u043b\u044c\u043a\u043e"
    r"|상업|영리|금지|허가|허용|승인|수 없|연구|라이선스|동의"
)
"""By which words, in other languages too, a sentence speaks of what may be done, where it does so without the common ones."""
