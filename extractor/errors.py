"""Every error the library raises, from one root; the message names the file and the cause."""


class TaizhangError(Exception):
    """Root of all errors raised on purpose by this library."""


class FileError(TaizhangError):
    """Something is wrong with one file; `name` is the file, `cause` a sentence fragment."""

    code = "file"

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"{name}: {cause}")
        self.name = name
        self.cause = cause

    def __reduce__(self) -> tuple[type["FileError"], tuple[str, str]]:
        return type(self), (self.name, self.cause)


class MissingFile(FileError):
    """There is no file, or no file of a known kind, where the caller points to."""

    code = "missing"


class UnreadableFile(FileError):
    """The bytes are damaged, truncated, encrypted, or not what they claim to be."""

    code = "unreadable"


class UnsupportedFormat(FileError):
    """No reader knows this kind of file."""

    code = "unsupported"


class LimitExceeded(FileError):
    """The file asks for more time, memory, pages, pixels or room than the settings allow."""

    code = "limit"


class EmptyNotice(FileError):
    """The file was read and holds no text, or none that could be a notice."""

    code = "empty"


class ExtractionFailed(FileError):
    """A defect of the library met on this file; the exception that was met is the cause."""

    code = "internal"


class ProcessDied(ExtractionFailed):
    """The process that read this file is gone: the file may have done it, or the machine."""


class CompareError(TaizhangError):
    """Notices cannot be laid side by side; the message says why."""


class ExportError(TaizhangError):
    """Something cannot be written in the format that was asked for; the message says why."""


class LexiconError(TaizhangError):
    """A lexicon file is malformed; the message names the file and the entry."""


class SettingsError(TaizhangError):
    """A setting has a value that cannot be used."""
