"""Does a guide ask for a proof that no list of the county names?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import GuideInCounty, ListKind, Material
from checks.kinds.listed import hits
from checks.kinds.promised import is_letter, row_mark
from checks.kinds.proofs import waived
from checks.outcome import Outcome
from checks.text.issuers import SELF, bodies, tables
from checks.text.names import never
from checks.text.proof_names import Name, Sort, taken_apart
from checks.text.proof_rows import papers

# Matches "有效证明文件", "变更的证明材料" bare of signs: any paper will do; must not match "收入证明".
DESCRIBED = re.compile(r"证明(?:材料|文件|资料|函)$")
COURTS = frozenset({"法院", "公证"})


@dataclass(frozen=True, slots=True)
class ProofListed:
    """Is every proof that a guide asks for on one of the lists? Never more than a review.

    A proof is a paper called 证明 in which another body tells a fact. Left alone: licences and what they
    prove, court and notary papers, technical results, contracts, what the applicant makes himself, rows
    that waive the proof or take a promise for it, and names that are anything like an entry.
    """

    needs: tuple[ListKind, ...] = (ListKind.KEPT_PROOFS,)
    others: tuple[ListKind, ...] = (ListKind.CANCELLED_PROOFS, ListKind.COMMITMENTS)

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        for place, material in enumerate(evidence.guide.materials):
            if not asks_for_proof(material) or hits(material, evidence, (*self.needs, *self.others), 0.5):
                continue
            if not (waived(material) or is_letter(material) or row_mark(material).promises):
                yield Outcome.review(
                    f"materials[{place}].name", material.name, "未列入保留清单和告知承诺清单，待单位说明依据"
                )


def asks_for_proof(material: Material) -> bool:
    """Does the row ask for a proof, without any licence to choose instead?"""
    named = [(paper, taken_apart(paper.name)) for paper in papers(material.name)]
    if any(paper.choice and not is_proof(name) for paper, name in named):
        return False
    issuers = bodies(material.source)
    return issuers != {SELF} and not issuers & COURTS and any(is_proof(name) for _, name in named)


def is_proof(name: Name) -> bool:
    """Is it a paper called 证明 in which another body tells a fact, and no licence or technical result?"""
    table = tables()["licensed"]
    return (
        name.sort is Sort.PROOF
        and bool(name.facts)
        and (bool(name.issuers) or not DESCRIBED.search(name.full))
        and SELF not in name.issuers
        and not name.issuers & COURTS
        and not name.facts & set(table["facts"])
        and not any(word in name.full for word in (*table["words"], *never()))
    )
