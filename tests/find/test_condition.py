"""When or to whom a duty applies, in the words of the piece."""

import pytest

from tests.reading import marked

CONDITIONS = {
    "whom it hits": "[对不具备安全条件的企业]，责令停产。",
    "in the middle of the piece": "严格执行食品安全法，[对抽检不合格的产品]，立即下架。",
    "over several clauses": "[对超过排放标准，以及违反固体废物管理规定的企业]，依法处罚。",
    "a case": "[逾期未整改或经整改仍未达标的]，依法关停。",
    "running into its duty": "[具备条件的]应立即实施。",
    "a case by 若": "[若遇暴雨红色预警]，应停止户外作业。",
    "an exception": "[除涉及国家秘密外]，均应公开。",
    "what has to come first": "[公示无异议后]，办理发证手续。",
    "those who qualify": "[未取得资质的机构]，不得开展校外培训。",
    "whom a demand in the same clause hits": "[对已关停的产能]要拆除主体设备，防止死灰复燃。",
    "whom an order without a modal hits": "[对群众反映的线索]逐一核实，建立台账。",
    "what is asked for is no part of it": "[对拒不整改的门店]断水断电。",
    "who qualifies, as the subject": "[完成技术改造的企业]应提出验收申请。",
    "what has come up": "[发现重大隐患]要立即停产撤人。",
    "what is to be built": "[新建住宅小区]应配建充电设施。",
    "a mere object is none": "对全市工地开展拉网式检查。",
    "a standard to follow is none": "对标国内一流，提升服务水平。",
}


@pytest.mark.parametrize("sentence", CONDITIONS.values(), ids=CONDITIONS.keys())
def test_conditions(sentence: str) -> None:
    text, expected = marked(sentence)
    assert [text[mark.start : mark.end] for mark in text.marks("condition")] == expected
