"""What is counted for Prometheus; each application counts for itself."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """Requests by route (its pattern, never its ids), files by outcome, jobs by status."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "taizhang_requests_total",
            "Requests answered",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "taizhang_request_seconds",
            "Time to the end of the answer",
            ("method", "route"),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.under_way = Gauge(
            "taizhang_requests_under_way", "Requests being answered", registry=self.registry
        )
        self.received = Counter(
            "taizhang_files_received_total", "Files uploaded", registry=self.registry
        )
        self.failed = Counter(
            "taizhang_files_refused_total",
            "Files that gave no notice while their uploader waited",
            ("code",),
            registry=self.registry,
        )
        self.unfinished = Gauge(
            "taizhang_files_unfinished",
            "Uploaded files queued or being read",
            registry=self.registry,
        )

    def text(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self.registry)
