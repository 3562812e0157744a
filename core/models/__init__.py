"""The rows of the mechanisms: accounts, jobs, documents, keys, imports. No row here knows an alliance."""

from core.models.access import ApiKey, Reading
from core.models.account import User
from core.models.imports import ImportRun
from core.models.job import Document, Heartbeat, Job
from core.models.notice import Notice
from core.models.repeat import RepeatGuard
from core.models.upload import Upload

__all__ = ["ApiKey", "Document", "Heartbeat", "ImportRun", "Job", "Notice", "Reading", "RepeatGuard", "Upload", "User"]
