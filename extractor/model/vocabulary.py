"""The closed vocabularies of the codebook. Their Chinese and English names are in `lexicon/`."""

from typing import Literal

Modality = Literal["must", "must_not", "may", "encourage"]
Topic = Literal[
    "energy", "environment", "quality", "safety", "technology", "capacity", "price", "finance",
    "employment", "credit_sanction", "disclosure", "planning", "inspection", "reporting",
    "organisation", "publicity", "complaints", "water", "other",
]  # fmt: skip
Measure = Literal[
    "rectify", "extend", "shutdown", "suspend", "dismantle", "seal", "revoke", "refuse_permit",
    "publish", "report", "inspect", "differential_price", "restrict_credit", "joint_sanction",
    "prosecute", "pledge", "plan", "replace_capacity", "upgrade", "support", "resettle",
    "ban_new", "train",
]  # fmt: skip
Role = Literal["lead", "support", "by_duty", "responsible"]
System = Literal[
    "industry", "development_reform", "ecology", "market", "emergency", "energy", "finance",
    "labour", "land", "agriculture", "commerce", "assets", "tax", "central_bank",
    "bank_regulator", "local_finance", "power_supply", "permits", "police", "housing",
    "transport", "water", "statistics", "local_government", "leading_group", "enterprise",
    "association", "relevant", "other",
]  # fmt: skip
DeadlineKind = Literal["by", "during", "within", "immediate", "recurring", "unspecified"]
Comparator = Literal["lt", "le", "gt", "ge", "eq", "bottom", "top"]
CitationKind = Literal["law", "policy", "catalogue", "standard"]
Disclosure = Literal["public", "on_request", "internal"]
Confidence = Literal["stated", "inherited", "inferred", "doubtful"]
