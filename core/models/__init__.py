"""The rows of the mechanisms: accounts, jobs, documents, keys, imports. No row here knows an alliance."""

from core.models.access import ApiKey, Reading
from core.models.account import User
from core.models.imports import ImportRun
from core.models.job import Document, Heartbeat, Job
from core.models.notice import Notice
from core.models.own import Draft, SavedFilter
from core.models.remarks import Attachment, Comment
from core.models.repeat import RepeatGuard
from core.models.upload import Upload

__all__ = [
    "ApiKey",
    "Attachment",
    "Comment",
    "Document",
    "Draft",
    "Heartbeat",
    "ImportRun",
    "Job",
    "Notice",
    "Reading",
    "RepeatGuard",
    "SavedFilter",
    "Upload",
    "User",
]
