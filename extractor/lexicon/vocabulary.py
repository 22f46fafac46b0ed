"""What the codes of the vocabulary are called, in Chinese and English."""

from extractor.lexicon.load import table


def chinese(vocabulary: str, code: str) -> str:
    """The Chinese name of a code; a code that the table does not know is its own name.

    >>> chinese("role", "lead")
    '牵头'
    """
    return _name(vocabulary, code, 0)


def english(vocabulary: str, code: str) -> str:
    """The English name of a code; a code that the table does not know is its own name.

    >>> english("role", "by_duty")
    'by duty'
    """
    return _name(vocabulary, code, 1)


def _name(vocabulary: str, code: str, language: int) -> str:
    names = table("vocabulary").get(vocabulary, {}).get(code)
    return str(names[language]) if names else code
