"""What writing a paper and an evaluation have in common: taking it for oneself, and losing nobody's text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.rules import Conflict
from decisions.locks import lock_case
from governance import selectors
from governance.models import Policy
from reviews import conditions
from reviews.models import Evaluation, EvaluationSection, PaperSection, PositionPaper


@dataclass(frozen=True, slots=True)
class Written:
    """One section as a person sent it, and the version the person had before."""

    version: int
    text: str
    score: int | None = None
    result_score: int | None = None


def lock_paper(paper: PositionPaper) -> PositionPaper:
    """The paper as it stands now, its case locked first, as decisions does."""
    _lock_case_of(PositionPaper.objects.get(pk=paper.pk))
    PositionPaper.objects.select_for_update(of=("self",), no_key=True).get(pk=paper.pk)
    return PositionPaper.objects.select_related("engagement__responsible_unit", "case", "builds_on").get(pk=paper.pk)


def lock_evaluation(evaluation: Evaluation) -> Evaluation:
    _lock_case_of(Evaluation.objects.get(pk=evaluation.pk))
    Evaluation.objects.select_for_update(of=("self",), no_key=True).get(pk=evaluation.pk)
    return Evaluation.objects.select_related("case", "policy").get(pk=evaluation.pk)


def _lock_case_of(obj: PositionPaper | Evaluation) -> None:
    if obj.case is not None:
        lock_case(obj.case)


def policy_of(obj: PositionPaper | Evaluation) -> Policy | None:
    """The policy its case was opened under, else the one in force."""
    return obj.case.policy if obj.case else selectors.policy_in_force()


def require_writable(obj: PositionPaper | Evaluation, *, theirs: str, yours: str) -> None:
    """Raise Conflict, with what was written, when the text has been put forward or decided meanwhile."""
    findings = conditions.ready_to_write(obj, obj.case)
    if findings:
        raise Conflict(findings[0].message, theirs=theirs, yours=yours)


def store(sections: Iterable[PaperSection | EvaluationSection], written: Mapping[int, Written]) -> list[str]:
    """Save the sections that were changed and return their names.

    A section whose version is another than the writer had, and that the writer changed, is a conflict: nothing is saved
    and both texts come back. One the writer left as it was keeps what the other person wrote.
    """
    changed, theirs, yours = [], [], []
    for section in sections:
        sent = written.get(section.pk)
        if sent is None or _same(section, sent):
            continue
        if sent.version != section.version:
            if _left_alone(section, sent):
                continue
            theirs.append(f"{section}\n{section.text}")
            yours.append(f"{section}\n{sent.text}")
            continue
        changed.append((section, sent))
    if theirs:
        message = _("Någon annan har sparat medan du skrev. Jämför texterna och spara igen.")
        raise Conflict(message, theirs="\n\n".join(theirs), yours="\n\n".join(yours))
    for section, sent in changed:
        section.text = sent.text.strip()
        if isinstance(section, EvaluationSection):
            section.score, section.result_score = sent.score, sent.result_score
        section.version += 1
        section.save()
    return [str(section) for section, _sent in changed]


def _same(section: PaperSection | EvaluationSection, sent: Written) -> bool:
    if section.text.strip() != _lines(sent.text):
        return False
    if isinstance(section, EvaluationSection):
        return (section.score, section.result_score) == (sent.score, sent.result_score)
    return True


def _left_alone(section: PaperSection | EvaluationSection, sent: Written) -> bool:
    """Whether what was sent is what the writer was shown: the version before the other person's."""
    before = section.history.filter(version=sent.version).order_by("-history_id").first()
    return before is not None and _same(before.instance, sent)


def _lines(text: str) -> str:
    """Browsers send CRLF."""
    return text.replace("\r\n", "\n").strip()


def cleaned(written: Mapping[int, Written]) -> dict[int, Written]:
    return {pk: Written(each.version, _lines(each.text), each.score, each.result_score) for pk, each in written.items()}
