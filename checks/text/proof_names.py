"""A proof's printed name taken apart: the fact it proves, who issues it, what it is for, what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from checks.text.clauses import numberless
from checks.text.issuers import SELF, bodies, body_ahead, offers_choice, tables
from checks.text.normal import plain


class Sort(StrEnum):
    """What a paper is, by the words it ends with."""

    PROOF = "证明"
    STATEMENT = "说明"
    OWN = "申请人自制材料"
    RESULT = "文书、报告、合同"
    LICENCE = "证照、凭证"
    OTHER = "其他"


# Matches "原件及复印件", "一式两份", "各1份"; must not match "复印机".
COPIES = re.compile(
    r"(?:原件|复印件|扫描件|影印件|电子版|电子件|纸质版|纸质件|正本|副本)(?:[及和、或/与]|(?:原件|复印件|扫描件|电子版|正本|副本))*"
    r"|一式[一二两三四五\d]+份|各?[一二两三四五\d]+份|\d+份|[(（]?(?:需|并)?加盖公章[)）]?"
)
BRACKETED = re.compile(r"[(（【\[]([^()（）【】\[\]]*)[)）】\]]")
# Matches the bracket inside a word, as in "村(居)委会", "乡(镇)政府"; must not match "证明(原件)".
INNER = re.compile(r"(?<=[村乡街社])[(（]([居镇村道乡]|社区|街道)[)）]")
CLAUSE = re.compile(r"[,，;；]")
SIGNS = re.compile(r"[\s、,，。.;；:：“”\"'‘’《》<>〈〉·\-—_/()（）【】\[\]]+")
# Matches "由村委会出具的" and "社区、物业或派出所开具的"; must not match "出具日期".
ISSUED_BY = re.compile(
    r"(?:由|经|凭)?(?P<issuer>[^,，。;；由经]{1,30}?)(?:负责)?(?:出具|开具|签发|核发|颁发|提供|盖章|签署|签字|签名|签章|认定|开出)(?:确认)?的"
)
# Matches all of a bracket, as "户籍所在地派出所出具", "村委会盖章"; must not match "未婚证明".
ISSUED_IN_BRACKET = re.compile(
    r"^(?:(?:由|经|需|须|应|到|凭)(?:由|经|到)?)?(?P<issuer>[^,，。;；]{2,30}?)"
    r"(?:出具|开具|签发|核发|颁发|提供|(?:加)?盖(?:公)?章|签署|签章|认定)(?:的)?(?:证明)?$"
)
# Matches "用于办理继承的" and, in a bracket, "用于入学"; must not match "使用证明".
PURPOSE = re.compile(
    r"(?:仅|专门?)?(?:用于|供|为办理)(?P<purpose>[^,，。;；()（）]{2,20}?)(?:的|使用|之用|用|$|(?=[)）]))"
)
# Matches "能够证明亲属关系的材料"; must not match "证明材料".
THAT_PROVES = re.compile(
    r"^(?:能够?|可以?|足以|用以|用来)?证明(?P<fact>[^,，。;；]{2,20}?)的(?:材料|文件|资料|证件|凭证|书面材料|证明|证明材料)$"
)
# Matches the tail of "婚姻状况证明材料" and "无房情况说明"; must not match "证明信息".
TAIL = re.compile(
    r"的?(?:鉴定)?(?:或者?|及|和|等)?的?(?:相关|有关|书面|有效|佐证)?(?:证明(?:书|材料|文件|资料|信函|信|函|单|原件)?|说明(?:材料|书)?|情况|状况|记录|信息|资格|意见|材料|文件)$"
)
NOISE = re.compile(r"的|或者|以及|[和及与或]")


@cache
def phrase(name: str) -> re.Pattern[str]:
    """A list of words as one pattern, longest first."""
    listed = sorted(tables()["shape"][name], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, listed)))


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    `full` is the name without signs, `worded` the fact in the words printed, `facts` the facts in the
    one way of saying them (several where the name joins several), `aliases` the facts in brackets. `choice`
    says that one of several bodies may issue it, `instead` that a bracket names licences that will do.
    """

    full: str
    worded: str
    facts: frozenset[str]
    issuers: frozenset[str]
    choice: bool = False
    instead: bool = False
    purpose: str = ""
    sort: Sort = Sort.OTHER
    described: bool = False
    aliases: frozenset[str] = frozenset()

    @property
    def proves(self) -> bool:
        """Is it a paper in which another body tells a fact?"""
        told = self.issuers and SELF not in self.issuers
        return (
            self.sort is Sort.PROOF
            or (self.sort is Sort.STATEMENT and not self.own)
            or bool(self.described and told and self.sort is Sort.OTHER)
        )

    @property
    def own(self) -> bool:
        """Does the applicant make it himself?"""
        return self.sort is Sort.OWN or self.issuers == {SELF}


@lru_cache(maxsize=16384)
def taken_apart(text: str) -> Name:
    """Take a printed name apart."""
    said = numberless(opened(text)).strip()
    inside = [part.strip() for held in BRACKETED.findall(said) for part in CLAUSE.split(held) if part.strip()]
    outside = COPIES.sub("", BRACKETED.sub("", said)).strip()
    issuer, choice, named = issuer_of(outside, inside)
    purpose, named = purpose_of(named, inside)
    worded = worded_fact(named)
    aliases = {fact_of(worded_fact(part)) for part in (*filter(is_other_name, inside), *instead(said))}
    return Name(
        full=joined(outside),
        worded=worded,
        facts=facts_of(worded),
        issuers=issuer,
        choice=choice,
        instead=any(map(is_licence, inside)),
        purpose=purpose,
        sort=sort_of(outside, inside),
        described=named != outside or THAT_PROVES.match(named) is not None,
        aliases=frozenset(aliases - {""}),
    )


def opened(text: str) -> str:
    """A name in one spelling, without brackets inside of words: 村（居）委会, 村〔居〕委会 as 村居委会."""
    return INNER.sub(r"\1", plain(text).replace("〔", "(").replace("〕", ")"))


def issuer_of(outside: str, inside: list[str]) -> tuple[frozenset[str], bool, str]:
    """Who issues it, whether the applicant may choose, and the name without that."""
    by = ISSUED_BY.search(outside)
    if by and bodies(by["issuer"]):
        rest = outside[: by.start()] + outside[by.end() :]
        return bodies(by["issuer"]), offers_choice(by["issuer"]), rest
    for part in inside:
        found = ISSUED_IN_BRACKET.match(part)
        if found and bodies(found["issuer"]):
            return bodies(found["issuer"]), offers_choice(found["issuer"]), outside
    kind, word = body_ahead(outside)
    if kind:
        rest = re.sub(r"^(?:出具|开具)?的?", "", outside[len(word) :])
        return frozenset({kind}), False, rest
    return frozenset(), False, outside


def purpose_of(named: str, inside: list[str]) -> tuple[str, str]:
    """What it is for, and the name without that."""
    found = PURPOSE.search(named)
    if found and found.end() < len(named):
        return found["purpose"], named[: found.start()] + named[found.end() :]
    told = next((hit["purpose"] for part in inside if (hit := PURPOSE.search(part))), "")
    return told, named


def worded_fact(text: str) -> str:
    """The fact that a name proves, in its own words."""
    said = without_head(BRACKETED.sub("", text).strip(" 《》“”\"'").removesuffix("等"))
    proves = THAT_PROVES.match(said)
    said = proves["fact"] if proves else said
    said = without_tail(SIGNS.sub("、", said).strip("、"))
    return NOISE_AT_ENDS.sub("", said)


NOISE_AT_ENDS = re.compile(r"^[、的]+|[、的]+$")


def without_tail(said: str) -> str:
    """A name without 证明, 情况说明 and the like behind it, as far as a fact is left."""
    previous = None
    while said != previous and said not in synonyms():
        previous = said
        shorter = TAIL.sub("", said)
        if len(shorter) == 1:
            break
        said = shorter
    return said


def without_head(said: str) -> str:
    """A name without whose it is, where and of which time: 申请人近三个月的家庭收入证明."""
    previous = None
    while said != previous:
        previous = said
        if fact_of(without_tail(said)) in synonyms():
            break
        found = phrase_ahead().match(said)
        rest = said[found.end() :] if found else said
        if found and len(without_tail(rest)) >= 2 and not phrase("not_ahead_of").match(rest):
            said = rest
    return said


@cache
def phrase_ahead() -> re.Pattern[str]:
    """Persons, places and times ahead of a fact."""
    heads = "|".join(sorted(map(re.escape, tables()["shape"]["ahead"]), key=len, reverse=True))
    time = r"(?:最?近|前|连续|满)?[一二两三四五六七八九十\d]+个?(?:年|月|日|天)(?:度)?(?:以?[内上])?"
    letter = "(?![未无不非参])[一-鿿]"
    person = rf"(?:{letter}){{0,6}}?(?:人员|毕业生|学生|老人|儿童|职工|对象)"
    person = rf"{person}|(?:{letter}){{1,6}}?[人者](?![事口数员才力工身])"
    return re.compile(rf"^(?:(?:{heads}|{time}|{PLACE_OF_WORK}|{person})(?:[及和与、或]|双方|共同|的|以上)*)")


PLACE_OF_WORK = r"(?:接收|就读|所在|原|实习|转入|转出|用人|工作|推荐|聘用|任职)?(?:学校|单位|院校|公司)"


@cache
def synonyms() -> dict[str, str]:
    """Each way of saying a fact, and the one that stands for all."""
    return {said: fact for fact, ways in tables()["synonyms"].items() for said in (fact, *ways)}


def fact_of(worded: str) -> str:
    """The one way of saying a fact."""
    known = synonyms()
    said = worded.replace("、", "")
    return known.get(worded) or known.get(said) or known.get(NOISE.sub("", said)) or NOISE.sub("", said)


def is_fact(worded: str) -> bool:
    """Is it one of the facts in the table?"""
    return fact_of(worded) in synonyms()


# Matches the joints of "收入、财产" and "收入及财产"; must not cut "终止或者解除劳动关系".
JOINT = re.compile(r"、|以及|[及和与]")


def facts_of(worded: str) -> frozenset[str]:
    """The facts that a name joins: 收入、财产状况 are two, where each is a known one."""
    whole = fact_of(worded)
    if whole in synonyms().values():
        return frozenset({whole})
    parts = [without_tail(part) for part in JOINT.split(worded) if part]
    known = synonyms()
    if len(parts) > 1 and all(part in known for part in parts):
        return frozenset(known[part] for part in parts)
    return frozenset({whole} - {""})


def bare(text: str) -> str:
    """A name without numbering, copies, blanks and signs; brackets opened."""
    return SIGNS.sub("", COPIES.sub("", numberless(plain(text))))


def joined(text: str) -> str:
    """A bare name without the words that only join: 终止或者解除 and 终止、解除 are the same."""
    return NOISE.sub("", bare(text))


# Matches "住所(经营场所)使用证明": 经营场所 may be read for 住所; not "情况(表现)证明".
INSTEAD = re.compile(r"(?P<first>[一-鿿]{2,8})[(（](?P<second>[一-鿿]{2,8})[)）](?P<rest>[一-鿿]{2,})")


def is_licence(part: str) -> bool:
    """Does a clause in a bracket name papers that will do: （户口簿、结婚证等）?"""
    named = [one for one in re.split(r"[、或/和及]", COPIES.sub("", part).removesuffix("等")) if len(one) > 1]
    return any(sort_of(one, []) is Sort.LICENCE for one in named)


def instead(said: str) -> list[str]:
    """The name with a word in brackets read in place of the one before it."""
    found = INSTEAD.search(said)
    if found is None or found["first"].endswith(("情况", "状况", "委会", "证明")):
        return []
    return [found["second"] + found["rest"]]


def is_other_name(part: str) -> bool:
    """Does a bracket hold another name of the proof?"""
    return bool(re.search(r"证明$|证明书$", part)) and not ISSUED_IN_BRACKET.match(part)


@cache
def endings() -> tuple[tuple[str, Sort], ...]:
    """Words that papers end with, longest first."""
    pairs = [(word, sort) for sort in Sort for word in tables()["endings"].get(sort.name.lower(), ())]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def sort_of(outside: str, inside: list[str]) -> Sort:
    """What the paper is, by how its name ends (outside of brackets)."""
    said = SIGNS.sub("", outside.strip()).removesuffix("等")
    sort = next((sort for word, sort in endings() if said.endswith(word)), Sort.OTHER)
    if sort in (Sort.OTHER, Sort.STATEMENT) and any(is_other_name(part) for part in inside):
        return Sort.PROOF
    if THAT_PROVES.match(outside):
        return Sort.STATEMENT
    return sort
