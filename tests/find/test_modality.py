"""The leading predicate decides; a prohibition that ends the piece decides whatever leads it."""

import pytest

from tests.reading import marked

DECIDED = {
    "permission behind what must hold": ("may", "取得评价标识证书的建设项目，[可以]申请减免收费。"),
    "permission behind a duration": ("may", "项目投入运行1年以上，[可以]申报评价标识。"),
    "a prohibition for what a list holds": (
        "must_not",
        "制定限制、禁止使用目录，列入目录的[不得]在工程中使用。",
    ),
    "a bare imperative orders": ("must", "[加强]校园周边巡查。"),
    "a modal orders": ("must", "各医院[应当]设立预检分诊点。"),
    "permission": ("may", "确有困难的，[可]申请分期缴纳。"),
    "permission behind a subject": ("may", "符合条件的个人[可以]向户籍所在地提出申请。"),
    "permission in a frame": ("may", "各地[可]结合实际，适当提高补助标准。"),
    "an order before a permission": ("must", "学校[应]开展课后服务，有条件的可延长时间。"),
    "an approval first is an order": ("must", "锅炉经检验合格后[方可]投入使用。"),
    "encouragement": ("encourage", "[鼓励]社会资本举办养老机构。"),
    "encouragement behind a modal": ("encourage", "各级工会要[引导]职工参加体检。"),
    "encouragement behind a frame": ("encourage", "要在坚持自愿的基础上，[引导]农户流转土地。"),
    "encouragement behind a method": ("encourage", "通过以奖代补等方式[支持]村集体建设冷库。"),
    "a later encouragement changes nothing": ("must", "[完善]投诉渠道，鼓励群众监督。"),
    "a prohibition": ("must_not", "任何单位[不得]占用消防通道。"),
    "a prohibition behind its subject": (
        "must_not",
        "自2021年1月1日起，全省[禁止]生产一次性餐盒。",
    ),
    "prevention as the only predicate": ("must_not", "[坚决防止]规模性返贫。"),
    "a prohibition at the end": ("must_not", "严格落实首诊负责制，[不得]推诿患者。"),
    "an ending 严禁 changes nothing": ("must", "[加强]车辆检查，严禁超员载客。"),
    "not ordered but made sure of": ("must", "[拆除]主体设备，确保不再投入生产。"),
    "a prohibition that describes a thing": ("must", "[清理]国家明令禁止使用的农药。"),
    "a negated verb": ("must_not", "若复核结果为误报，[则不]计入考核。"),
    "a word that merely holds 可": ("must", "[开展]项目可行性研究。"),
    "a word that merely holds 应": ("must", "[制定]相应措施，保障市场供应。"),
    "a kind that begins like a verb": ("must_not", "保障性住房[不得]上市交易。"),
    "a reason that opens with 以": ("must_not", "[不得]以欠费为由中断供暖。"),
    "permission behind a subject like a verb": ("may", "建设单位[可以]申请减免费用。"),
    "encouragement behind a moment": ("encourage", "改造过程中，[鼓励]居民加装电梯。"),
    "encouragement behind a place": ("encourage", "在口岸建设中[支持]边民参与。"),
    "a time that begins like a verb": ("must_not", "培训时间[不得]安排在节假日。"),
    "a result that begins like a verb": ("may", "检查结果[可以]作为评优依据。"),
    "a prohibition behind a place": ("must_not", "在水源保护区内，[禁止]设置排污口。"),
    "permission to places": ("may", "有条件的地方[可]探索集中供养。"),
    "permission behind an approval": ("may", "经业主大会同意，[可以]使用维修资金。"),
    "an owner has no permission": ("must", "征得所有权人同意后[实施]。"),
    "an order behind its object": ("must", "对群众反映的问题[要]立行立改，防止反弹。"),
    "a verb is no subject": ("must", "[推动]与周边国家的互联互通，引导企业走出去。"),
    "a subject that begins like a verb": ("must_not", "建设单位[不得]擅自修改施工图。"),
    "a subject that begins like a verb, ordered": ("must", "检查人员[应当]出示证件。"),
    "whom one supervises is no subject": ("must", "[督促]企业不得拖欠工资。"),
    "what is kept to only introduces": ("must_not", "严格执行值班制度，[坚决杜绝]脱岗漏岗。"),
    "a clause of whom with verbs inside": (
        "encourage",
        "对在推动校企合作等方面积极探索、成效明显的院校，[优先支持]申报试点。",
    ),
    "a clause of whom that holds its own order": (
        "must",
        "在两年内对其辖区企业[实行]“直通车”机制，鼓励地方加大投入。",
    ),
    "support as a thing given": ("must", "对种粮大户[给予]支持。"),
    "authority given": ("may", "[授权]市级教育部门开展民办学校审批。"),
    "a negated verb of a trade": ("must_not", "饭店[不主动]提供一次性餐具。"),
    "a negated verb at the end": (
        "must_not",
        "推动证书网上签发，不再要求申请人到场，[且不]收取工本费。",
    ),
}


@pytest.mark.parametrize(("label", "sentence"), DECIDED.values(), ids=DECIDED.keys())
def test_the_words_that_decide(label: str, sentence: str) -> None:
    text, expected = marked(sentence)
    found = text.marks("modality")
    assert [(mark.label, text[mark.start : mark.end]) for mark in found] == [(label, *expected)]
