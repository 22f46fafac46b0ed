"""What the reader should know: parts that are missing, and sentences that became no obligation."""

from extractor.assemble.reading import Reading
from extractor.model import Issue, Metadata, Obligation


def read_issues(reading: Reading, metadata: Metadata, obligations: tuple[Obligation, ...]) -> tuple[Issue, ...]:
    """Missing 文号, misnumbered headings, values that could not be read, problems of the file."""
    return tuple(Issue(code=code, message=message) for code, message in reading.source.problems)

