"""The addresses of accounts, keys and the public pages. No page stands here.

This comes before the sign-in package's own addresses, of which it closes one.
"""

from __future__ import annotations

from django.urls import path

from core import account_views, draft_views, key_views, notice_views, public_views
from core.remarks import views as remarks_views

app_name = "core"
urlpatterns = [
    path("accounts/email/", public_views.own_address_is_kept),
    path("account/", account_views.account, name="account"),
    path("users/<int:pk>/change/", account_views.user_edit, name="user_edit"),
    path("users/<int:pk>/disable/", account_views.user_disable, name="user_disable"),
    path("users/<int:pk>/enable/", account_views.user_enable, name="user_enable"),
    path("users/<int:pk>/invite-again/", account_views.user_invite_again, name="user_invite_again"),
    path("users/<int:pk>/history/", account_views.user_history, name="user_history"),
    path("api-keys/", key_views.key_list, name="api_key_list"),
    path("api-keys/add/", key_views.key_add, name="api_key_add"),
    path("api-keys/<int:pk>/revoke/", key_views.key_revoke, name="api_key_revoke"),
    path("notices/", notice_views.notice_list, name="notice_list"),
    path("notices/read-all/", notice_views.notice_read_all, name="notice_read_all"),
    path("notices/<int:pk>/read/", notice_views.notice_read, name="notice_read"),
    path("favicon.ico", public_views.mark, name="mark"),
    path("comments/<str:kind>/<int:pk>/add/", remarks_views.comment_add, name="comment_add"),
    path("comments/<int:pk>/withdraw/", remarks_views.comment_withdraw, name="comment_withdraw"),
    path("attachments/<str:kind>/<int:pk>/add/", remarks_views.attachment_add, name="attachment_add"),
    path("attachments/<int:pk>/file/", remarks_views.attachment_file, name="attachment_file"),
    path("attachments/<int:pk>/withdraw/", remarks_views.attachment_withdraw, name="attachment_withdraw"),
    path("drafts/", draft_views.draft_keep, name="draft_keep"),
    path("drafts/discard/", draft_views.draft_discard, name="draft_discard"),
    path("help/", public_views.glossary_page, name="help"),
    path("accessibility/", public_views.accessibility, name="accessibility"),
    path(".well-known/security.txt", public_views.security_txt, name="security_txt"),
]
