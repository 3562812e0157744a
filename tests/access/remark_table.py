"""The access table's lines of comments and files beside records. How they are read: table.py.

The plain file lies beside an organisation of the shared directory, in alliance A; the other one beside the same, in B.
"""

from __future__ import annotations

REMARK_LINES = """
core:comment_add        risks       plain  POST 302 404 404 404 422 422 422 422 422 422 403
core:comment_add        risks       sealed POST 302 404 404 404 404 404 404 422 422 422 403
core:comment_withdraw   comments    plain  GET  302 404 404 404 200 200 200 200 200 200
core:comment_withdraw   comments    sealed GET  302 404 404 404 404 404 404 200 200 200
core:comment_withdraw   comments    led    GET  302 404 404 404 404 404 200 200 200 200
core:comment_withdraw   comments    other  GET  302 404 200 404 404 404 404 404 404 404
core:comment_withdraw   comments    plain  POST 302 404 404 404 403 403 403 403 403 422
core:comment_withdraw   comments    sealed POST 302 404 404 404 404 404 404 403 403 422
core:attachment_add     risks       plain  GET  302 404 404 404 200 200 200 200 200 200 403
core:attachment_add     risks       sealed GET  302 404 404 404 404 404 404 200 200 200 403
core:attachment_add     risks       plain  POST 302 404 404 404 422 422 422 422 422 422 403
core:attachment_file    attachments plain  GET  302 404 404 404 200 200 200 200 200 200
core:attachment_file    attachments sealed GET  302 404 404 404 404 404 404 200 200 200
core:attachment_file    attachments other  GET  302 404 200 404 404 404 404 404 404 404
core:attachment_withdraw attachments plain GET  302 404 404 404 200 200 200 200 200 200
core:attachment_withdraw attachments sealed GET 302 404 404 404 404 404 404 200 200 200
core:attachment_withdraw attachments other GET  302 404 200 404 404 404 404 404 404 404
core:attachment_withdraw attachments plain POST 302 404 404 404 403 403 403 403 403 422
core:attachment_withdraw attachments sealed POST 302 404 404 404 404 404 404 403 403 422
api:comments-detail     comments    plain  GET  401 404 404 404 200 200 200 200 200 200
api:comments-detail     comments    sealed GET  401 404 404 404 404 404 404 200 200 200
api:comments-detail     comments    led    GET  401 404 404 404 404 404 200 200 200 200
api:comments-detail     comments    other  GET  401 404 200 404 404 404 404 404 404 404
api:comments-withdraw   comments    plain  POST 401 404 404 404 403 403 403 403 403 204
api:comments-withdraw   comments    sealed POST 401 404 404 404 404 404 404 403 403 204
api:comments-withdraw   comments    other  POST 401 404 204 404 404 404 404 404 404 404
api:attachments-detail  attachments plain  GET  401 404 404 404 200 200 200 200 200 200
api:attachments-detail  attachments sealed GET  401 404 404 404 404 404 404 200 200 200
api:attachments-detail  attachments other  GET  401 404 200 404 404 404 404 404 404 404
api:attachments-file    attachments plain  GET  401 404 404 404 200 200 200 200 200 200
api:attachments-file    attachments sealed GET  401 404 404 404 404 404 404 200 200 200
api:attachments-file    attachments other  GET  401 404 200 404 404 404 404 404 404 404
api:attachments-withdraw attachments plain POST 401 404 404 404 403 403 403 403 403 204
api:attachments-withdraw attachments sealed POST 401 404 404 404 404 404 404 403 403 204
api:attachments-withdraw attachments other POST 401 404 204 404 404 404 404 404 404 404
"""
