"""The verbs of the reporting cycle. Each runs in one transaction, writes its own history and knows no request."""

from programmes.actions.period import dates_out_of_order, reopen_period, save_period, sign_off_period
from programmes.actions.update import accept_update, return_update, save_update, submit_update

__all__ = [
    "accept_update",
    "dates_out_of_order",
    "reopen_period",
    "return_update",
    "save_period",
    "save_update",
    "sign_off_period",
    "submit_update",
]
