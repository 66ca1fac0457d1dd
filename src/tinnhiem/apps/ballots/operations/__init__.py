"""Writes of ``ballots``: the verbs of those who print, cast and count."""

from tinnhiem.apps.ballots.operations.campaign_drafts import (
    Edit,
    Wishes,
    confirm_draft,
    draft_schedule,
    drop_draft,
    edit_draft,
)
from tinnhiem.apps.ballots.operations.campaign_papers import (
    NOTICES_AT_ONCE,
    draft_notice,
    draft_notices,
    draft_plan,
    draft_plan_approval,
)
from tinnhiem.apps.ballots.operations.campaigns import (
    CampaignPlan,
    bring_back,
    create_campaign,
    leaders_to_list,
    record_notice,
    take_out,
)
from tinnhiem.apps.ballots.operations.case_effects import bring_into_effect, open_counts_to_subject
from tinnhiem.apps.ballots.operations.case_papers import draft_case_paper
from tinnhiem.apps.ballots.operations.casework import (
    DecisionTerms,
    decide,
    open_case,
    open_case_of_poll,
    take_step,
)
from tinnhiem.apps.ballots.operations.counting import (
    account_for_paper,
    adjudicate,
    enter_count,
    lock_count,
)
from tinnhiem.apps.ballots.operations.feeds import make_feed, revoke_feed
from tinnhiem.apps.ballots.operations.outcome import close_meeting, conclude_poll
from tinnhiem.apps.ballots.operations.polling import close_box, open_box, plan_poll, print_ballots
from tinnhiem.apps.ballots.operations.repeating import repeat_poll
from tinnhiem.apps.ballots.papers_for_authority import PaperTerms

__all__ = [
    "NOTICES_AT_ONCE",
    "CampaignPlan",
    "DecisionTerms",
    "Edit",
    "PaperTerms",
    "Wishes",
    "account_for_paper",
    "adjudicate",
    "bring_back",
    "bring_into_effect",
    "close_box",
    "close_meeting",
    "conclude_poll",
    "confirm_draft",
    "create_campaign",
    "decide",
    "draft_case_paper",
    "draft_notice",
    "draft_notices",
    "draft_plan",
    "draft_plan_approval",
    "draft_schedule",
    "drop_draft",
    "edit_draft",
    "enter_count",
    "leaders_to_list",
    "lock_count",
    "make_feed",
    "open_box",
    "open_case",
    "open_case_of_poll",
    "open_counts_to_subject",
    "plan_poll",
    "print_ballots",
    "record_notice",
    "repeat_poll",
    "revoke_feed",
    "take_out",
    "take_step",
]
