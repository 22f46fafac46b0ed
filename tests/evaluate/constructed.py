"""A notice of nowhere and its annotation: targets and page marks, which the five do not have."""

from typing import Any

TEXT = """某市节能工作方案
一、主要任务
（一）节能降耗。到2025年，规模以上工业单位增加值能耗下降13.5%，非化石能源消费占比提高
— 2 —
3个百分点；年综合能耗5000吨标准煤以上的企业应于2023年6月底前完成审计，审计报告报市工业和信息化局备案。
（二）淘汰退出。2023年底前关停10蒸吨/小时及以下燃煤锅炉，（不含应急备用锅炉）；每季度公布名单。
责任单位：市生态环境局、市发展和改革委员会
二、保障措施
各县（市、区）人民政府要在6个月内制定方案，严禁新增产能，到2024年淘汰落后产能20万吨。
"""


def _value(quote: str, *, inherited: bool = False, **fields: Any) -> dict[str, Any]:
    return {**fields, "quote": quote, "inherited": inherited}


def _obligation(index: int, section: str, quote: str, **fields: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "modality": "must",
        "topic": "energy",
        "measures": [],
        "responsible": [],
        "recipients": [],
        "deadlines": [],
        "thresholds": [],
        "targets": [],
        "condition": None,
        "industries": [],
    }
    return {"id": f"o{index}", "section": section, "quote": quote, **empty, **fields}


def _number(
    quote: str, subject: str, comparator: str, value: float, unit: str, **more: Any
) -> dict[str, Any]:
    told = {"subject": subject, "comparator": comparator, "value": value, "unit": unit}
    return _value(quote, **told, **more)


def _unit(unit: str, role: str, system: str, *, inherited: bool = False) -> dict[str, Any]:
    return _value(unit, unit=unit, role=role, system=system, inherited=inherited)


_LINE = [
    _unit("市生态环境局", "responsible", "ecology", inherited=True),
    _unit("市发展和改革委员会", "responsible", "development_reform", inherited=True),
]

ANNOTATION: dict[str, Any] = {
    "document": "constructed",
    "metadata": {
        "title": "某市节能工作方案",
        "issuers": ["某市人民政府"],
        "region": {"province": None, "city": "某市", "county": None, "adcode": None},
        "period": "2023-01-01/2025-12-31",
    },
    "key_industries": [],
    "sections": [
        {"level": 1, "number": "一、", "heading": "主要任务"},
        {"level": 2, "number": "（一）", "heading": "节能降耗"},
        {"level": 2, "number": "（二）", "heading": "淘汰退出"},
        {"level": 1, "number": "二、", "heading": "保障措施"},
    ],
    "citations": [
        {"quote": "某市节能工作方案", "title": "某市节能工作方案", "number": None, "kind": "policy"}
    ],
    "obligations": [
        _obligation(
            1,
            "一、/（一）",
            "到2025年，规模以上工业单位增加值能耗下降13.5%，非化石能源消费占比提高3个百分点",
            targets=[
                _number("13.5%", "单位增加值能耗", "eq", 13.5, "%", end="2025-12-31"),
                _number("提高3个百分点", "消费占比", "eq", 3, "pp", end="2025-12-31"),
            ],
            deadlines=[_value("到2025年", kind="by", end="2025-12-31")],
        ),
        _obligation(
            2,
            "一、/（一）",
            "年综合能耗5000吨标准煤以上的企业应于2023年6月底前完成审计，"
            "审计报告报市工业和信息化局备案",
            measures=["report"],
            responsible=[_unit("企业", "responsible", "enterprise")],
            recipients=["市工业和信息化局"],
            deadlines=[_value("2023年6月底前", kind="by", end="2023-06-30")],
            thresholds=[_number("5000吨标准煤以上", "年综合能耗", "ge", 5000, "tce")],
        ),
        _obligation(
            3,
            "一、/（二）",
            "2023年底前关停10蒸吨/小时及以下燃煤锅炉，（不含应急备用锅炉）",
            measures=["shutdown"],
            responsible=_LINE,
            deadlines=[_value("2023年底前", kind="by", end="2023-12-31")],
            thresholds=[_number("10蒸吨/小时及以下", "燃煤锅炉", "le", 10, "蒸吨/小时")],
        ),
        _obligation(
            4,
            "一、/（二）",
            "每季度公布名单",
            measures=["publish"],
            responsible=_LINE,
            deadlines=[_value("每季度", kind="recurring", recurrence="P3M")],
        ),
        _obligation(
            5,
            "二、",
            "各县（市、区）人民政府要在6个月内制定方案，严禁新增产能，到2024年淘汰落后产能20万吨",
            measures=["plan", "ban_new"],
            topic="capacity",
            industries=["钢铁"],
            responsible=[_unit("各县（市、区）人民政府", "responsible", "local_government")],
            deadlines=[
                _value("在6个月内", kind="within", duration="P6M", trigger=None),
                _value("到2024年", kind="by", end="2024-12-31"),
            ],
            targets=[_number("20万吨", "落后产能", "eq", 200000, "t", end="2024-12-31")],
        ),
    ],
}
