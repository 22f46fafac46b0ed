"""The service over the library: it knows `extractor`, never the other way round."""
