"""Steps that many tests of the store begin with."""

from api.store import Store
from api.store.notices import StoredNotice, save_notice
from extractor import Notice, extract

OURS, THEIRS = "ours", "theirs"
SMALL = """关于开展节能监察的通知

一、淘汰落后产能。各区县工业和信息化局应于2022年6月30日前淘汰能耗高于0.5吨标准煤/吨的落后设备。
二、加强监察。市生态环境局负责监督检查，对违反《中华人民共和国环境保护法》的企业依法关停。
三、报送总结。请各单位于每月5日前报送工作总结。
"""


def keep(store: Store, notice: Notice, workspace: str = OURS, **more: object) -> StoredNotice:
    """Stores a notice under the hash of the file it was read from."""
    with store.begin() as connection:
        return save_notice(
            connection,
            workspace,
            notice,
            **{"sha256": notice.source.sha256, "name": notice.source.name, **more},  # type: ignore[arg-type]
        )


def small(words: str = SMALL, name: str = "small.txt") -> Notice:
    """A short notice with three sections."""
    return extract(words.encode(), name)
