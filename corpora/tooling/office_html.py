"""A notice as it stands on the site of its government: navigation, a table of facts, the text."""

from html import escape
from typing import Any

from blocks import Block

_STYLES = {
    "letterhead": "text-align:center;color:red;font-size:26pt",
    "number": "text-align:center",
    "title": "text-align:center;font-size:18pt;font-weight:bold",
    "addressee": "",
    "signature": "text-align:right;padding-right:2em",
    "date": "text-align:right;padding-right:2em",
    "imprint": "border-top:1px solid #000",
    "heading1": "text-indent:2em;font-family:黑体",
    "heading2": "text-indent:2em;font-family:楷体",
}
_FACTS = (("标　　题", "heading"), ("发文机关", "issuer"), ("发文字号", "number"), ("成文日期", "date"))


def html_file(parts: list[Block], layout: dict[str, Any]) -> bytes:
    """The page's bytes, in the encoding that it declares."""
    encoding = layout.get("encoding", "utf-8")
    declared = "gb2312" if encoding == "gb18030" else encoding
    stated = [(label, layout[field]) for label, field in _FACTS if field in layout]
    heading = escape(layout["heading"])
    body = "\n".join(_paragraph(part) for part in parts)
    page = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="{declared}">
<title>{heading}</title>
<meta name="ArticleTitle" content="{heading}">
<style>.nav a {{ margin: 0 1em }} .facts td {{ border: 1px solid #ccc }}</style>
<script>function fontSize(size) {{ document.body.style.fontSize = size + "px"; }}</script>
</head>
<body>
<div class="header"><div class="nav"><a href="/">首页</a><a href="/xwzx/">新闻中心</a><a
 href="/zwgk/">政务公开</a><a href="/bsfw/">办事服务</a><a href="/hdjl/">互动交流</a></div></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a
 href="/zwgk/zcwj/">政策文件</a></div>
<div class="main">
<table class="facts">
{_rows(stated)}
</table>
<h1>{heading}</h1>
<div class="tools">字号：[<a href="javascript:fontSize(18)">大</a> <a
 href="javascript:fontSize(16)">中</a> <a href="javascript:fontSize(14)">小</a>]
 <a href="javascript:window.print()">打印</a></div>
<div {layout["container"]}>
{body}
</div>
<div class="tools"><a href="javascript:window.print()">打印本页</a> <a
 href="javascript:window.close()">关闭窗口</a></div>
<div class="qr">扫一扫在手机打开当前页</div>
</div>
<div class="footer"><a href="/wzdt/">网站地图</a> | <a href="/lxwm/">联系我们</a></div>
</body>
</html>
"""
    return page.encode(encoding)


def _rows(stated: list[tuple[str, str]]) -> str:
    cells = [f"<td><b>{label}：</b></td><td>{escape(value)}</td>" for label, value in stated]
    pairs = ["".join(cells[index : index + 2]) for index in range(0, len(cells), 2)]
    return "\n".join(f"<tr>{pair}</tr>" for pair in pairs)


def _paragraph(part: Block) -> str:
    style = _STYLES.get(part.role, "text-indent:2em")
    text = escape(part.text).replace("  ", "&nbsp;&nbsp;")
    return f'<p style="{style}">{text}</p>'
