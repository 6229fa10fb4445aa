"""Long work: its progress, its cancelling, and work done apart in a child process."""

from xborder_desk.jobs.context import Cancelled, JobContext, Progress

__all__ = ["Cancelled", "JobContext", "Progress"]
