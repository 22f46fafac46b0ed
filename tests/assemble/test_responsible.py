"""Who is bound by each piece: own actors, lists that govern it, subjects carried over.

L, S, D and R stand for the roles; an inherited unit is in parentheses.
"""

from extractor.assemble import assemble
from extractor.find import find
from extractor.model import Cell, Line, Notice, Source
from extractor.text import flatten
from tests.reading import source_of

SHORT = {"lead": "L", "support": "S", "by_duty": "D", "responsible": "R"}


def notice_of(source: Source) -> Notice:
    text = flatten(source)
    return assemble(source, text, find(text))


def bound(words: str) -> dict[str, str]:
    """Of each obligation, by its first four characters, the units that it binds."""
    return {
        obligation.quote[:4]: " ".join(
            f"({unit.unit}{SHORT[unit.role]})"
            if unit.evidence.inherited
            else f"{unit.unit}{SHORT[unit.role]}"
            for unit in obligation.responsible
        )
        for obligation in notice_of(source_of(words)).obligations
    }


def test_a_closing_bracket_governs_its_paragraph() -> None:
    words = "一、任务\n（一）校舍。排查隐患。加固危房；拆除危房。（市教育局负责）\n（二）食堂。加强抽检。（市市场监管局负责）"
    assert bound(words) == {
        "排查隐患": "(市教育局R)", "加固危房": "(市教育局R)", "拆除危房": "(市教育局R)", "加强抽检": "(市市场监管局R)",
    }  # fmt: skip


def test_two_brackets_in_one_paragraph_divide_it() -> None:
    words = "一、任务\n（一）校舍。排查隐患。（市教育局）加固危房。拆除危房。（市住建局）"
    assert bound(words) == {
        "排查隐患": "(市教育局R)",
        "加固危房": "(市住建局R)",
        "拆除危房": "(市住建局R)",
    }


def test_a_line_behind_several_paragraphs_closes_the_item() -> None:
    words = "一、任务\n（一）校舍。排查隐患。\n加固危房。\n责任单位：市教育局\n（二）食堂。加强抽检。\n责任单位：市市场监管局"
    assert bound(words) == {
        "排查隐患": "(市教育局R)",
        "加固危房": "(市教育局R)",
        "加强抽检": "(市市场监管局R)",
    }


def test_a_line_behind_sub_items_closes_the_item_above_them() -> None:
    words = "一、任务\n（一）校舍安全\n1.排查隐患，建立台账。\n2.加固危房，限期完成。\n责任单位：市教育局\n（二）食堂安全\n1.加强抽检，公布结果。\n责任单位：市市场监管局"
    assert bound(words) == {
        "排查隐患": "(市教育局R)",
        "加固危房": "(市教育局R)",
        "加强抽检": "(市市场监管局R)",
    }


def test_lines_that_stand_together_close_the_same_item() -> None:
    words = "一、任务\n（一）校舍。排查隐患。\n牵头单位：市教育局\n配合单位：市住建局\n（二）食堂。加强抽检。"
    assert bound(words) == {"排查隐患": "(市教育局L) (市住建局S)", "加强抽检": ""}


def test_a_list_behind_a_heading_governs_all_below_it() -> None:
    words = "一、任务\n（一）校舍方面（市教育局牵头）\n1.排查。排查隐患并建账。\n2.加固。加固危房。（市住建局负责）\n（二）食堂方面\n1.抽检。加强抽检。"
    assert bound(words) == {"排查隐患": "(市教育局L)", "加固危房": "(市住建局R)", "加强抽检": ""}


def test_whom_a_remark_binds_from_here_on() -> None:
    words = "一、任务\n（一）校舍。排查隐患。（市教育局负责，各县政府落实；以下均需各县人民政府落实，不再列出）\n（二）食堂。加强抽检。（市市场监管局负责）\n二、保障\n（一）经费。安排经费。"
    assert bound(words) == {
        "排查隐患": "(市教育局R) (各县政府R)", "加强抽检": "(市市场监管局R) (各县人民政府R)", "安排经费": "(各县人民政府R)",
    }  # fmt: skip


def test_the_first_leads_from_the_remark_on() -> None:
    words = "一、任务\n（一）校舍。排查隐患。（教育部、财政部负责。列第一位者为牵头单位，下同）\n（二）食堂。加强抽检。（市场监管总局、教育部按职责分工负责）"
    assert bound(words) == {
        "排查隐患": "(教育部L) (财政部S)",
        "加强抽检": "(市场监管总局L) (教育部D)",
    }


def test_the_first_leads_where_it_stands_alone_unless_it_names_everybody() -> None:
    words = "一、任务\n（一）校舍。排查隐患。（教育部、财政部负责。排在第一位的为牵头单位，下同）\n（二）食堂。加强抽检。（市场监管总局负责）\n（三）资金。安排经费。（各省级人民政府负责）"
    assert bound(words) == {
        "排查隐患": "(教育部L) (财政部S)", "加强抽检": "(市场监管总局L)", "安排经费": "(各省级人民政府R)",
    }  # fmt: skip


def test_a_role_that_holds_for_the_lists_below() -> None:
    words = "一、任务\n（一）校舍。排查隐患。（市教育局、市住建局按职能分工负责，下同）\n（二）食堂。加强抽检。（市市场监管局、市教育局）\n（三）经费。安排经费。（市财政局负责）"
    assert bound(words) == {
        "排查隐患": "(市教育局D) (市住建局D)", "加强抽检": "(市市场监管局D) (市教育局D)", "安排经费": "(市财政局R)",
    }  # fmt: skip


def test_a_subject_that_led_is_carried_over_as_responsible() -> None:
    words = "一、任务\n（一）校舍。市教育局要做好牵头工作。要会同有关部门建立台账。"
    assert bound(words) == {"市教育局": "市教育局L", "要会同有": "有关部门S (市教育局R)"}


def test_an_own_actor_stands_beside_the_list_and_once() -> None:
    words = "一、任务\n（一）校舍。各县区要排查隐患。（责任单位：市教育局、各县区）"
    assert bound(words) == {"各县区要": "各县区R (市教育局R)"}


def test_a_subject_is_carried_over_within_its_item() -> None:
    words = "一、任务\n（一）校舍。各县区要排查隐患。要加固危房。\n（二）食堂。加强抽检。"
    assert bound(words) == {"各县区要": "各县区R", "要加固危": "(各县区R)", "加强抽检": ""}


def test_a_carried_subject_stands_beside_the_list() -> None:
    words = "一、任务\n（一）校舍。排查隐患。各县区要加固危房。拆除危房。（市教育局负责）"
    assert bound(words) == {
        "排查隐患": "(市教育局R)", "各县区要": "各县区R (市教育局R)", "拆除危房": "(市教育局R) (各县区R)",
    }  # fmt: skip


def test_a_list_of_units_ends_what_the_subject_was_told() -> None:
    words = "一、任务\n（一）校舍。各县区要排查隐患。加固危房。（市教育局负责）加强抽检。（市市场监管局负责）"
    assert bound(words) == {
        "各县区要": "各县区R (市教育局R)", "加固危房": "(市教育局R) (各县区R)", "加强抽检": "(市市场监管局R)",
    }  # fmt: skip


def test_a_label_of_helpers_is_that_of_its_own_stretch() -> None:
    words = "一、任务\n（一）校舍。排查隐患。（责任单位：市教育局，配合单位：市住建局、市财政局，各县政府负责落实）"
    assert bound(words) == {"排查隐患": "(市教育局R) (市住建局S) (市财政局S) (各县政府R)"}


def test_a_pivot_is_not_carried_over() -> None:
    words = "一、任务\n（一）校舍。各县区要排查隐患。逾期不改的，提请属地政府依法关闭。公布名单。"
    assert bound(words)["公布名单"] == "(各县区R)"


def test_a_piece_about_persons_takes_no_subject() -> None:
    words = "一、任务\n（一）评议。各县区要公布结果。申请人可以提出异议。及时答复异议。"
    assert bound(words) == {"各县区要": "各县区R", "申请人可": "", "及时答复": "(各县区R)"}


def test_who_helps_without_being_named_supports() -> None:
    words = "一、任务\n（一）应急。市公安局要疏导交通。协助市应急局开展救援。"
    assert bound(words) == {"市公安局": "市公安局R", "协助市应": "市应急局R (市公安局S)"}


def test_a_budget_is_nobody_and_takes_no_subject() -> None:
    words = "一、任务\n（一）补助。县民政局要健全台账。县财政每年安排资金。对达标的，由财政给予补助。及时公示。"
    assert bound(words) == {
        "县民政局": "县民政局R", "县财政每": "", "对达标的": "", "及时公示": "(县民政局R)",
    }  # fmt: skip


def test_who_is_joined_to_a_subject_is_carried_over_with_it() -> None:
    words = "一、任务\n（一）评审。市科技局会同市财政局组织评审。5日内公布结果。"
    assert bound(words) == {"市科技局": "市科技局R 市财政局S", "5日内公": "(市科技局R) (市财政局S)"}


def test_who_asks_another_to_act_is_carried_over() -> None:
    words = "一、任务\n（一）执法。市文旅局要检查。立即取缔，并提请公安机关立案侦查。"
    assert bound(words) == {"市文旅局": "市文旅局R", "立即取缔": "公安机关R (市文旅局R)"}


def test_all_kinds_of_one_subject_are_carried_over() -> None:
    words = "一、任务\n（一）监管。融资租赁公司、商业保理公司应按季报送。不得吸收存款。"
    assert bound(words)["不得吸收"] == "(融资租赁公司R) (商业保理公司R)"


def test_who_broke_the_rules_hands_nobody_over() -> None:
    words = "一、任务\n（一）申报。申报单位不得造假。构成犯罪的，移送司法机关追究责任。"
    assert bound(words)["构成犯罪"] == "司法机关R"


def test_a_body_that_is_only_spoken_of_is_not_carried_over() -> None:
    words = "一、任务\n（一）检测。对造假的检测机构，一年内不得承担检测任务。公布名单。"
    assert bound(words) == {"对造假的": "检测机构R", "公布名单": ""}


def test_an_office_alone_is_that_of_the_group_before_it() -> None:
    words = "一、保障\n（一）组织。成立工作领导小组，下设办公室，办公室负责日常工作。"
    assert bound(words) == {"成立工作": "领导小组办公室R"}


def test_the_units_of_a_row_in_a_table_of_tasks() -> None:
    rows = [
        ("任务", "牵头单位", "配合单位"),
        ("排查隐患并建立台账。", "市教育局", "市住建局、财政局"),
    ]
    lines = tuple(
        Line(words, path=f"t/{row}/{column}", cell=Cell(0, row, column), paragraph=True)
        for row, cells in enumerate(rows)
        for column, words in enumerate(cells)
    )
    (obligation,) = notice_of(Source("table", "text", "0", lines)).obligations
    assert [(unit.unit, unit.role) for unit in obligation.responsible] == [
        ("市教育局", "lead"), ("市住建局", "support"), ("市财政局", "support"),
    ]  # fmt: skip


def test_every_unit_quotes_words_of_the_text() -> None:
    notice = notice_of(
        source_of("一、任务\n（一）校舍。各县区要排查。（市教育局牵头，市 财 政 局配合）")
    )
    for unit in notice.obligations[0].responsible:
        evidence = unit.evidence
        assert notice.text[evidence.start : evidence.end] == evidence.quote


def test_a_heading_that_is_a_body_s_name_binds_it() -> None:
    words = "一、任务分工\n（一）市疾病预防控制中心\n负责疫情监测。\n开展流行病学调查。\n（二）市气象局、市水务局\n配合市应急管理局发布预警。\n（三）防汛准备\n储备物资。"
    assert bound(words) == {
        "负责疫情": "(市疾病预防控制中心R)",
        "开展流行": "(市疾病预防控制中心R)",
        "配合市应": "市应急管理局R (市气象局S) (市水务局S)",
        "储备物资": "",
    }


def test_who_acts_in_what_is_introduced_is_not_carried_over() -> None:
    words = "一、任务\n（一）诊疗服务。全面推行预约诊疗，由门诊部门统一分配号源。优化候诊环境。\n（二）养老服务。各区民政局要摸清底数。建立台账。"
    assert bound(words) == {
        "全面推行": "门诊部门R", "优化候诊": "", "各区民政": "各区民政局R", "建立台账": "(各区民政局R)",
    }  # fmt: skip


def test_a_piece_with_a_place_for_its_subject_takes_no_other() -> None:
    words = "一、任务\n（一）资金。市县财政部门要足额安排经费。省上将统一下达补助。市、县两级要加强监管。有条件的地区可提高标准。"
    assert bound(words) == {
        "市县财政": "市县财政部门R", "省上将统": "省上R", "市、县两": "市、县两级R", "有条件的": "有条件的地区R",
    }  # fmt: skip


def test_offices_of_one_department_have_its_line() -> None:
    words = "某省生态环境厅关于印发年度计划的通知\n各设区市生态环境局：\n一、任务\n（一）监测。加强监测。（责任部门：监测处、人事处、省财政厅）\n某省生态环境厅\n2021年3月1日"
    [obligation] = notice_of(source_of(words)).obligations
    assert {unit.unit: unit.system for unit in obligation.responsible} == {
        "监测处": "ecology", "人事处": "ecology", "省财政厅": "finance",
    }  # fmt: skip


def test_a_line_right_below_a_heading_governs_what_stands_below_it() -> None:
    words = "一、任务\n（一）加强值守\n责任单位：市应急局\n修订预案，组织演练。\n（二）清运垃圾。\n责任单位：市城管局\n每日清运，日产日清。"
    assert bound(words) == {"修订预案": "(市应急局R)", "每日清运": "(市城管局R)"}


def test_what_spells_out_a_task_below_its_units_has_them_too() -> None:
    words = "1.推进散煤替代，年内完成。\n责任单位：市发改委\n工作措施：建立台账，逐户登记。\n2.禁烧秸秆，落实包保。\n责任单位：市农业农村局"
    assert bound(words) == {
        "推进散煤": "(市发改委R)", "建立台账": "(市发改委R)", "禁烧秸秆": "(市农业农村局R)",
    }  # fmt: skip


def test_so_does_a_bracket_on_a_line_of_its_own() -> None:
    words = "一、任务\n（一）加强值守\n（市应急局牵头，各县政府配合）\n修订预案。落实值班。\n（二）清运垃圾\n（市城管局负责）\n每日清运。"
    assert bound(words) == {
        "修订预案": "(市应急局L) (各县政府S)", "落实值班": "(市应急局L) (各县政府S)", "每日清运": "(市城管局R)",
    }  # fmt: skip
