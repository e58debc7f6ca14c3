"""What must not be played any more, and engines that say they obey."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router
from ninja.errors import AuthenticationError

from challengebank.api.access import EngineAuth, engine
from challengebank.api.schemas import AcknowledgementOut, Number, RecallPage
from challengebank.domain import acknowledge_recall
from challengebank.queries.access import readable
from challengebank.queries.recalls import recalls_of, told

PAGE = 100
router = Router(auth=EngineAuth(), tags=["Recalls"])


@router.get("/recalls", response=RecallPage, summary="What must not be played any more")
def recalls(request: HttpRequest, after: Number = 0) -> dict[str, Any]:
    """In order, for what a bank you may read has released: follow `next` as `after`. Signed: `recalls.json` by TUF."""
    page = list(recalls_of(readable(engine(request))).filter(pk__gt=after)[: PAGE + 1])
    return {"recalls": [told(row) for row in page[:PAGE]], "next": page[PAGE - 1].pk if len(page) > PAGE else None}


@router.put("/recalls/{int:recall}/acknowledgement", response=AcknowledgementOut, summary="Say that you obey a recall")
def acknowledge(request: HttpRequest, recall: Number) -> dict[str, Any]:
    """Needs a key. Saying it again changes nothing."""
    caller = engine(request)
    if caller is None:
        raise AuthenticationError
    found = recalls_of(readable(caller)).filter(pk=recall).first()
    if found is None:
        raise Http404
    said = acknowledge_recall(engine=caller, recall=found)
    return {"recall": said.recall_id, "created_at": said.created_at}
