"""How English and Chinese notices speak of components that come from somebody else, and by which words a sentence says more than that."""

from licint.regex import late

_PARTS = (
    r"(?:(?:third|3rd)[- ]part(?:y|ies)|(?:sub-?)?components?|librar(?:y|ies)|modules?|packages?|dependenc(?:y|ies)|portions?|parts|files?|snippets?|fonts?|"
    r"assets|source code|code|software|projects?|programs?|tools?|toolkits?|plug-?ins?|scripts?|works?|binar(?:y|ies)|implementations?|kernels?)"
)
_OTHERS_PARTS = (
    r"(?:(?:the |those |these |such |each |any |other |of |from |bundled |included |respective |original |individual ){0,4}"
    r"(?:(?:third|3rd)[- ]part(?:y|ies)|(?:sub-?)?components?|librar(?:y|ies)|packages?|dependenc(?:y|ies)|modules?|files))"
)
_OTHERS_LICENSE = (
    r"(?:(?:their|its|respective|original|corresponding|separate|those|these|such|own|individual|each|third[- ]party|applicable)\b[^.;,]{0,40}?"
    r"\b(?:licen[cs]es?|terms|notices?|licensors?|copyrights?|components?|librar(?:y|ies)|packages?|dependenc(?:y|ies)))"
)
_LICENSED = (
    r"(?:(?:re)?licensed|(?:re)?distributed|released|published|provided|offered|available|covered|governed|used|included|subject|copyright(?:ed)?|"
    r"derived|adapted|taken|copied|based|borrowed|ported|modified|extracted|developed|written|contributed|built|under)"
)
_TERMS = r"(?:limit\w{0,7}|restrictions?|conditions?|terms)"

ABOUT_PARTS = late(
    "|".join(
        (
            r"\b(?:third|3rd)[- ]part(?:y|ies)\b|\bsub-?components?\b",
            r"\b(?:includ(?:es?|ing)|contains?|incorporates?|bundles?|embeds?|ships?(?: with)?|redistributes?|"
            rf"(?:depends?|builds?|relies) on|(?:makes )?uses?)\b[^.;]{{0,80}}?\b{_PARTS}\b",
            rf"\b(?:portions|parts|pieces|files)\b[^.;]{{0,120}}?\b{_LICENSED}\b",
            rf"\b(?:some|several|certain|the following|the below|these|those)(?: \w{{1,20}}){{0,3}}? {_PARTS}\b",
            rf"\b(?:some|several) of\b[^.;]{{0,60}}?\b{_PARTS}\b",
            rf"\b(?:the following|bundled|included|vendored|incorporated|embedded) {_PARTS}\b",
            rf"\b{_PARTS} (?:distributed|included|bundled|shipped|redistributed|used) (?:with|in|by)\b",
            r"\blicen[cs]es? (?:for|of|used in)\b[^.;]{0,40}?\b(?:code|files?|components?|librar(?:y|ies)|dependencies|packages|software|fonts?)\b",
            r"\bappl(?:y|ies) to (?:all|the|any)(?: other| remaining| original)? (?:source )?(?:code|files)\b",
            r"^(?:please )?(?:see|refer to|consult) [^.;]{0,40}?\b(?:notices?|authors|contributors|credits|acknowledg\w{1,8})\b",
            r"\b(?:subject to|under|by) (?:its|their) (?:own|respective|original) (?:licen[cs]es?|terms)\b",
            r"\b(?:is|are|was|were) (?:a |an )?(?:\w+ )?(?:cop(?:y|ies)|ports?|forks?|derived|adapted|taken|copied|borrowed|ported)\b"
            r"[^.;]{0,60}?\b(?:of|from)\b",
            r"第三方|(?:以下|下列|部分|某些|若干|其他|所含|附带)(?:开源|的|\s){0,3}(?:组件|软件|代码|文件|库|模块|项目|字体)",
            r"(?:包含|包括|使用|采用|集成|引用|捆绑|依赖|改编自|源自|移植自|修改自|基于)[^。]{0,40}?(?:组件|代码|软件|开源|项目|字体|函数库|模块)",
        )
    )
)
"""A sentence about parts of a work that come from somebody else."""

OF_OTHERS = late(
    "|".join(
        (
            r"\b(?:third|3rd)[- ]part(?:y|ies)\b|\bsub-?components?\b|\bopen[- ]source\b|\bcopyright(?:ed|s)?\b|©|\blicen[cs]es? (?:for|of|used in)\b",
            r"\b(?:derived|adapted|taken|copied|borrowed|ported|extracted|forked|based|inspired|built|cop(?:y|ies)|ports?|forks?)\b[^.;]{0,40}?\b(?:from|on|of|with)\b",
            r"\b(?:developed|written|created|designed|contributed|made|modified) by\b",
            r"\b(?:under|by|to|with|in)\b[^.;]{0,60}?\b(?:licen[cs]es?|terms|notices?)\b",
            r"\b(?:separate|different|own|respective|various|original|following|individual|other)(?: \w{1,20}){0,3}? (?:licen[cs]es?|notices?|terms)\b",
            r"\b(?:distributed|included|bundled|shipped) (?:with|in)\b|^(?:please )?(?:see|refer to|consult|for)\b|\|",
            r"许可|版权|开源|第三方|改编|移植|修改自|源自|参见|详见|参阅",
        )
    )
)
"""Where parts come from, or that they have a license: without it a sentence about parts may be about the publisher's own."""

OF_LICENSES = late(
    rf"\b(?:{_LICENSED}|licen[cs]e[sd]?|see|refer|full|complete|found|listed|list|reproduced|below|following|above|header|copy|copies|notices?)\b"
    r"|许可|版权|参见|详见|如下|分发"
)
"""What is said of the licenses of parts, in a passage that is about parts already."""

SAID_OF_PARTS = late(
    "|".join(
        (
            r"(?:\b(?:users?|you|licensees?|recipients?) )?\b(?:must|shall|should|agrees? to|(?:are|is) required to|needs? to|(?:are|is) responsible for)"
            r"(?: also| fully| always)? "
            r"(?:comply(?:ing)? with|adhere to|observ\w{1,3}|respect(?:ing)?|abide by|review(?:ing)?|read|consult|check(?:ing)?|follow|refer to|see|"
            r"ensur\w{1,3})\b"
            rf"[^.;,]{{0,60}}?\b(?:{_OTHERS_LICENSE}|{_OTHERS_PARTS})(?: adheres? to all (?:relevant|applicable) laws(?: and regulations)?)?",
            rf"\b{_OTHERS_LICENSE}(?: (?:shall|must|should))? (?:continues? to )?(?:apply|applies|govern|governs|remains?)\b",
            r"\b(?:its|their|whose) licen[cs]es? (?:is|are) (?!not\b)(?:the |an? )?(?:[\w.+()/-]+ ){0,9}?(?:licen[cs]e|terms)(?: v?\d[\d.]{0,4})?(?=\.?$)",
            r"\bplease (?:also )?(?:see|read|consult|check|refer|find|visit|note|bring|contact|report|review)\b|\bfailed to list\b",
            r"\b(?:under|subject to|by) (?:this|these|the following) (?:licen[cs]e|licen[cs]es|terms|conditions|notice) ?:$",
            r"`[^`]{1,100}`|\bhttps?://\S{1,200}|\b\w{1,40}(?:/[\w.-]{1,40}){2,9}",
            r"\bevaluation (?:scripts?|code|harness|suite|tools?|pipeline|data\w{0,4})\b|\bcopyrights? (?:belongs?|remains?) (?:to|with)\b",
            r"\brequired (?:notices?|attributions?|acknowledg\w{1,8})\b|\bopen source or free\b",
            r"\bfor (?:\w{1,12} ){0,2}(?:informational|information|reference|attribution)(?: purposes)?(?: only)?\b",
            r"\b(?:may|can|might) (?:also )?(?:have|contain|include|carry|come|apply|(?:have been|be) (?:modified|found|obtained|downloaded|licensed|subject|"
            r"covered|available|under|governed|viewed|provided|distributed|released|included|accessed|different))\b",
            rf"\b(?:except|excluding|other than|with the exception of)(?: for| of)? {_OTHERS_PARTS}",
            r"\b(?:except|unless)(?: where| as| when)?(?: otherwise| explicitly)? (?:noted|stated|indicated|specified|marked)(?: otherwise)?\b",
            rf"\b(?:imposes?|impose) no (?:further|additional|other) (?:\w+ )?{_TERMS}\b",
            rf"\bdo(?:es)? not (?:itself )?impose (?:any )?(?:further|additional|other) {_TERMS}\b",
            r"\b(?:used|reproduced|included|adapted) (?:with|by) (?:kind )?permission\b",
            r"\bno (?:changes?|modifications?) (?:was|were|has been|have been) made\b|\bwithout (?:any )?(?:changes?|modifications?)\b",
            r"\bnot (?:written|made|developed|owned|created|maintained) by\b|\bnot (?:affiliated|associated) with\b|\bdo(?:es)? not (?:own|claim)\b",
            rf"\b(?:your |the |any |any further )?use of (?:the )?(?:source code (?:for|of) )?{_OTHERS_PARTS}(?= (?:is|are) (?:subject|governed))",
            r"(?:应|须|需|必须|应当)(?:同时|一并)?(?:遵守|遵循|查阅|参阅)[^。]{0,20}?(?:其|各自|相应|对应|这些|上述|该等|第三方|原)[^。]{0,16}?"
            r"(?:许可|条款|协议|声明)(?:证|协议|条款)?",
        )
    )
)
"""What may be said of parts without touching the work as a whole."""

HARMLESS = late(
    r"\b(?:(?:sub)?licen[cs]e[ds]?|under|terms|notice|use[ds]?|using|(?:re)?distribut\w{1,4}|modif\w{2,9}|subject|conditions|copying|provided|"
    r"free software)\b"
    r"|许可(?:证|协议)?|使用|采用|应用|适用|通用"
)
"""Words of rights that any notice has."""

BINDING = late(
    "|".join(
        (
            # What takes back, demands or depends.
            r"\b(?:must|shall|should|will|may|can|cannot|not|no|nor|only|solely|exclusively|prohibit\w{0,6}|agree\w{0,6}|requir\w{1,6}|restrict\w{0,6}|forbid\w{0,6}|"
            r"without|unless|except|excluding|excluded?|if|provided that|needs?|have to|limit(?:s|ing|ations?)?|(?:is|are) limited|withdraw\w{0,3}|"
            r"revok\w{1,3}|terminat\w{1,6}|hereby|please|donat\w{1,3}|on (?:the )?condition|condition(?:al|ed)|whoever|everyone|everybody|anyone|anybody|"
            r"those who|grants?|warrant\w{0,6}|liab\w{0,6}|permission|consent|approval|register(?:s|ing)?|registration|display\w{0,3}|prominently)\b",
            # What changes the text.
            r"\b(?:amend\w{0,6}|replac\w{1,6}|supersed\w{1,3}|"
            r"prevails?|overrid\w{1,3}|notwithstanding|in lieu|instead of|in addition|the rest|the remainder|everything else|"
            r"additionally|furthermore|"
            r"moreover|however|(?:sections?|clauses?|articles?|paragraphs?) \d\w{0,3}|(?:this|the above|our) (?:license|agreement))\b",
            # What rights are about, apart from licenses, copies and changes.
            r"\b(?:non-?\w{1,20}|commercial\w{0,6}|revenue|royalt\w{1,5}|fees?|pay(?:s|ing|ments?|able)?|paid|prices?|subscri\w{1,7}|charge[ds]?|monthly|military|"
            r"weapons?|territor\w{1,6}|european|laws?|jurisdiction|courts?|sell|sold|resell|sale|competit\w{1,5}|compet\w{1,3}|purposes?|"
            r"free (?!software)|(?:for|to|in) evaluation|evaluation (?:only|use|licen[cs]e)|trial|personal|hobby|academic|"
            r"educational|hosted (?:service|api)|weights|outputs?|checkpoints?|fine-?tun\w{1,5}|"
            r"derivatives?|train\w{0,3} (?:any|other|another|new|ai|machine|models?|llms?|language)|(?:for|to|in) (?:\w{1,12} )?research|"
            r"research[- ](?:only|use|purposes?))\b",
            r"[不禁仅限须费]|未经|除非|必须|只能|只可|应当|需要?|商用|商业|研究|收入|用户|权重|登记|申请|同意|承诺|取代|替换|修改为|第.{1,3}条|本许可|本协议|法律",
        )
    )
)
"""A word by which a sentence says more than that parts have licenses of their own."""

WHOLE_WORK = late(r"\b(?:models?|weights|checkpoints?|outputs?|(?:this|the) (?:license|agreement|product|release|repository))\b|模型|权重|本许可|本协议|本项目")
"""What a license is about as a whole."""
