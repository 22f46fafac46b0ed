"""Pictures of pages -> characters with places and confidence; the extra `ocr` does the reading."""
