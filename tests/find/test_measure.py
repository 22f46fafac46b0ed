"""A measure counts where it is ordered, permitted or threatened, not where it describes a thing."""

import pytest

from tests.reading import marked

ORDERED = {
    "several kinds in one piece": (
        "[拆除]主体设备，在网站[公告]，并将结果[报送]市工信局。",
        ["dismantle", "publish", "report"],
    ),
    "停产停业整顿 suspends only": ("责令[停产停业整顿]。", ["suspend"]),
    "停产整治 suspends and rectifies": ("责令[停产整治]。", ["suspend", "rectify"]),
    "拆除动力装置 seals": ("[拆除动力装置]。", ["seal"]),
    "整合退出 shuts down": ("小煤矿全部整合[退出]。", ["shutdown"]),
    "a threat counts": ("构成犯罪的，依法[追究刑事责任]。", ["prosecute"]),
    "a permission refused": ("对超标项目，[暂停环评审批]。", ["refuse_permit"]),
    "a report to a body": ("工作总结于年底前[报]市教育局。", ["report"]),
    "a list described": ("各校要[公布]经整改仍不合格的食堂名单。", ["publish"]),
    "a condition orders nothing": ("对拒不整改的企业，依法[关闭]。", ["shutdown"]),
    "a frame orders nothing": ("按照上级检查工作要求，做好[宣传]。", ["train"]),
    "support denied": ("地方政府不得给予财政补贴。", []),
    "work as a noun": ("落实淘汰落后产能工作责任。", []),
    "an approver receives no report": ("报经市人民政府批准后施行。", []),
    "the name of a body": ("市场监管局负责登记。", []),
    "supervision by the public": ("主动接受社会监督。", []),
    "a title": ("执行《关于开展专项检查的通知》。", []),
    "bare enforcement is no measure": ("严厉打击、查处违法行为，加强考核约谈。", []),
}


@pytest.mark.parametrize(("sentence", "labels"), ORDERED.values(), ids=ORDERED.keys())
def test_measures(sentence: str, labels: list[str]) -> None:
    text, expected = marked(sentence)
    found = text.marks("measure")
    assert sorted(mark.label for mark in found) == sorted(labels)
    words = [text[mark.start : mark.end] for mark in sorted(found, key=lambda mark: mark.start)]
    assert list(dict.fromkeys(words)) == expected
