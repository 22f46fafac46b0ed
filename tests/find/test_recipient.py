"""To whom something is reported: the words in square brackets."""

import pytest

from tests.reading import marked

CASES = [
    "各县区于12月底前将工作总结报[市教育局]。",
    "有关情况及时报送[省卫生健康委、省医保局]。",
    "重大问题及时向[国务院]报告。",
    "检查结果抄送[同级纪检监察机关]。",
    "年度报告上报[省级主管部门]，同时抄送[市审计局]。",
    "将名单函告[市人力资源和社会保障局]。",
    "各部门将整改情况反馈至[市督查室]。",
    "方案报[市教育局]备案。",
    "方案报市政府批准后报[省教育厅]。",
    "涉嫌犯罪的，移送[公安机关]依法处理。",
    "通报[有关部门]依法吊销其证照。",
    "总结报经市政府同意后上报[省水利厅]。",
    "每季度向[市安全生产委员会办公室]报送进展。",
    "用人单位可以向[当地税务机关]申请退费。",
    "投诉件应推送到[相关责任部门]。",
    "每季度报送进展情况至[省政务服务局]。",
    "请各地将方案报送[我委]。",
    "情节严重的，报有批准权的人民政府依法关停。",
    "报请市政府批准。",
    "将数据报送省级平台。",
    "信息上传至市政府网站。",
    "鼓励群众举报违法行为。",
    "积极申报国家级示范项目。",
    "面向企业发放补贴。",
    "向社会公布名单。",
    "各学校要开展宣传报道。",
]


@pytest.mark.parametrize("sentence", CASES)
def test_the_receivers_of_a_sentence(sentence: str) -> None:
    text, wanted = marked("一、工作要求\n（一）做好报送。" + sentence)
    assert [text[mark.start : mark.end] for mark in text.marks("recipient")] == wanted
