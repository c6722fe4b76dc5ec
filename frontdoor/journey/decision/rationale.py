"""Is this a rationale, or only the words "does not meet threshold" in one of their many forms? Pure."""

from __future__ import annotations

import re

# Words that say something about a gate, a form or a closure, and nothing about a child.
GATE = """
threshold thresholds criteria criterion level levels tier tiers statutory section s17 s47 17 47 meet meets met
meeting reach reaches reached reaching satisfy satisfies satisfied fulfil fulfils fulfilled pass passes passed
sub below under beneath short fall falls fell insufficient sufficient enough nfa nfad no further action
actions required require requires needed need needs necessary intervention interventions involvement input csc
mash hub cin cp child children childrens social care service services referral referrals refer assess assessed
assessment close closed closing closure case contact contacts information info evidence evidenced concern
concerns concerning safeguarding significant harm risk risks issue issues currently current present presently
point time stage today role appropriate unsuitable suitable warrant warrants warranted justify justified
justifies indicate indicates indicated identified identify eligible eligibility ineligible merit merits bar
standard standards document guidance continuum outcome decision decided recommend recommended recommendation
agree agreed shared share provided provide given received reviewed review considered consider based above
accordingly therefore hence thus following screened screening checked family family's low lower lowest unmet
high higher remit scope worker manager team local authority la department early help universal signpost
signposted advice advise advised
"""
PLAIN = """
a an and any are as at be because been being both but by can could did do does doesn don doesnt dont didn
didnt down for from had has have he her hers him his i if in into is isn isnt it its itself me more most my
nor not of off on once only or other our out over own same she should so some such than that the their theirs
them then there these they this those through to too until up us very was wasn we were what when where which
while who whom why will with would you your cannot cant n t s also all just still yet new per via within
"""
SAYS_NOTHING = frozenset((GATE + PLAIN).split())
GATE_ITSELF = re.compile(
    r"\b(sub-?)?(threshold|criteri|n\.?f\.?a\b|no further action|statutory|s\.?\s?(17|47)|section)", re.I
)
LEAST_LETTERS = 40
LEAST_LETTERS_OF_NOISE = 12
LEAST_WORDS = 6

BLANK = "Say why: what it rests on, and what it means for the child"
SHORT = "The rationale is very short: say what it rests on, and what it means for the child"
GATE_ONLY = (
    "“Threshold or criteria not met” alone says nothing about this child: say what was found, what is going well, "
    "what worries you, and why this is the right help"
)


def reasons_against(rationale: str, *, is_about_need: bool) -> list[str]:
    """List why these words are not a rationale. One that is not about need (a duplicate, say) may be short."""
    text = " ".join(rationale.split())
    if not text:
        return [BLANK]
    telling = telling_words(text)
    if GATE_ITSELF.search(text) and len(telling) < LEAST_WORDS:
        return [GATE_ONLY]
    if is_about_need and (len(text) < LEAST_LETTERS or len(telling) < LEAST_WORDS):
        return [SHORT]
    if len(text) < LEAST_LETTERS_OF_NOISE:
        return [SHORT]
    return []


def telling_words(text: str) -> set[str]:
    """Find the words that say something about somebody: not about a gate, and not mere grammar."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
    return {word for word in words if word not in SAYS_NOTHING and (len(word) > 1 or word.isdigit())}
