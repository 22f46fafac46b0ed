"""Jobs: uploads that become notices whatever happens to the processes that read them."""

from api.jobs.jobs import Jobs

__all__ = ["Jobs"]
